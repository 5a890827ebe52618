using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.X509;

namespace Adapter.Wire;

/// <summary>The other side's SM2 key: verifies, and encrypts for it.</summary>
public sealed class Sm2PublicKey
{
    readonly Lazy<NativeKey> native;

    internal Sm2PublicKey(ECPoint q)
    {
        Parameters = new(q.Normalize(), Sm2Keys.Curve);
        native = new(() => NativeSm2.ReadPublic(SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(Parameters).GetDerEncoded()));
    }

    internal ECPublicKeyParameters Parameters { get; }

    internal NativeKey Native => native.Value;

    /// <summary>SubjectPublicKeyInfo PEM.</summary>
    public string ToPem()
    {
        using var text = new StringWriter { NewLine = "\n" };
        using var pem = new PemWriter(text);
        pem.WriteObject(Parameters);
        pem.Writer.Flush();
        return text.ToString();
    }

    /// <summary>04||x||y, 130 lower-case hex digits.</summary>
    public string ToHex() => Convert.ToHexStringLower(Parameters.Q.GetEncoded(false));
}
