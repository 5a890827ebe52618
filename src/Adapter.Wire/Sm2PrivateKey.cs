using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Pkcs;

namespace Adapter.Wire;

/// <summary>Our own SM2 key: signs, and opens what was encrypted for us.</summary>
public sealed class Sm2PrivateKey
{
    readonly Lazy<NativeKey> native;

    internal Sm2PrivateKey(BigInteger d)
    {
        native = new(() => NativeSm2.ReadPrivate(PrivateKeyInfoFactory.CreatePrivateKeyInfo(Parameters).GetDerEncoded()));
        Parameters = new(d, Sm2Keys.Curve);
        Public = new(Sm2Keys.Curve.G.Multiply(d));
    }

    internal ECPrivateKeyParameters Parameters { get; }

    internal NativeKey Native => native.Value;

    /// <summary>What the other side needs.</summary>
    public Sm2PublicKey Public { get; }

    /// <summary>PKCS#8 PEM, as OpenSSL reads it.</summary>
    public string ToPem()
    {
        using var text = new StringWriter { NewLine = "\n" };
        using var pem = new PemWriter(text);
        pem.WriteObject(new Pkcs8Generator(Parameters));
        pem.Writer.Flush();
        return text.ToString();
    }
}
