using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.OpenSsl;

namespace Adapter.Wire;

/// <summary>The other side's SM2 key: verifies, and encrypts for it.</summary>
public sealed class Sm2PublicKey
{
    internal Sm2PublicKey(ECPoint q) => Parameters = new(q.Normalize(), Sm2Keys.Curve);

    internal ECPublicKeyParameters Parameters { get; }

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
