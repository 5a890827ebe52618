using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Security;

namespace Adapter.Wire;

/// <summary>Reads SM2 keys: PEM as OpenSSL writes it (SEC1, PKCS#8, SubjectPublicKeyInfo), or hex: d, or 04||x||y.</summary>
public static class Sm2Keys
{
    internal static readonly ECDomainParameters Curve = new(GMNamedCurves.GetByName("sm2p256v1"));

    /// <exception cref="KeyException">The text is no SM2 private key; the message says why.</exception>
    public static Sm2PrivateKey ReadPrivate(string text)
    {
        if (!text.Contains("-----BEGIN", StringComparison.Ordinal)) return FromHex(text);
        foreach (var item in Pem(text))
        {
            var key = item is AsymmetricCipherKeyPair pair ? pair.Private : item as AsymmetricKeyParameter;
            if (key is ECPrivateKeyParameters ec) return IsSm2(ec.Parameters) ? new(ec.D) : throw new KeyException("私钥不是SM2曲线（sm2p256v1）上的密钥。请用 openssl genpkey -algorithm SM2 生成。");
            if (key is not null) throw new KeyException(key.IsPrivate ? "私钥不是SM2密钥。请用 openssl genpkey -algorithm SM2 生成。" : "此处应为私钥，给出的是公钥。请检查 Sign:Key 与 Sign:PlatformKey 是否填反。");
        }
        throw new KeyException("PEM 文件中没有私钥。");
    }

    /// <summary>A private key's PEM is refused: only what may be handed out belongs here.</summary>
    /// <exception cref="KeyException">The text is no SM2 public key; the message says why.</exception>
    public static Sm2PublicKey ReadPublic(string text)
    {
        if (!text.Contains("-----BEGIN", StringComparison.Ordinal)) return FromPointHex(text);
        foreach (var item in Pem(text))
        {
            if (item is ECPublicKeyParameters ec) return IsSm2(ec.Parameters) ? new(ec.Q) : throw new KeyException("公钥不是SM2曲线（sm2p256v1）上的密钥。");
            if (item is AsymmetricCipherKeyPair or AsymmetricKeyParameter { IsPrivate: true }) throw new KeyException("此处应为部平台公钥，给出的是私钥。请检查 Sign:Key 与 Sign:PlatformKey 是否填反。");
            if (item is AsymmetricKeyParameter) throw new KeyException("公钥不是SM2密钥。");
        }
        throw new KeyException("PEM 文件中没有公钥。");
    }

    /// <summary>A new key pair.</summary>
    public static Sm2PrivateKey Generate()
    {
        var generator = new ECKeyPairGenerator();
        generator.Init(new ECKeyGenerationParameters(Curve, new SecureRandom()));
        return new(((ECPrivateKeyParameters)generator.GenerateKeyPair().Private).D);
    }

    static IEnumerable<object> Pem(string text)
    {
        if (text.Contains("ENCRYPTED", StringComparison.Ordinal)) throw new KeyException("私钥文件有口令保护。请用 openssl pkey 去除口令后使用，并限制文件权限。");
        // openssl ecparam -genkey writes the curve's name first, in a block of its own.
        var end = text.IndexOf("END SM2 PARAMETERS-----", StringComparison.Ordinal) is var at and >= 0 ? at + 23 : 0;
        using var reader = new PemReader(new StringReader(text[end..]));
        while (Next(reader) is { } item) yield return item;
    }

    static object? Next(PemReader reader)
    {
        try
        {
            return reader.ReadObject();
        }
        catch (Exception e) when (e is IOException or PemException or ArgumentException or InvalidOperationException or FormatException)
        {
            throw new KeyException("密钥的 PEM 内容无法读取：文件不完整或已损坏。");
        }
    }

    static Sm2PrivateKey FromHex(string text)
    {
        var d = new BigInteger(1, Hex(text, 32, "私钥应为 PEM，或64位十六进制数。"));
        if (d.SignValue == 0 || d.CompareTo(Curve.N) >= 0) throw new KeyException("私钥的数值不在SM2曲线的范围内。");
        return new(d);
    }

    static Sm2PublicKey FromPointHex(string text)
    {
        try
        {
            return new(Curve.Curve.DecodePoint(Hex(text, 65, "公钥应为 PEM，或以04开头的130位十六进制数。")));
        }
        catch (ArgumentException)
        {
            throw new KeyException("公钥不是SM2曲线上的点，可能抄写有误。");
        }
    }

    static byte[] Hex(string text, int length, string wrong)
    {
        var digits = text.Trim();
        if (digits.Length != length * 2 || !digits.All(char.IsAsciiHexDigit)) throw new KeyException(wrong);
        return Convert.FromHexString(digits);
    }

    static bool IsSm2(ECDomainParameters parameters) => parameters.Curve.Equals(Curve.Curve) && parameters.G.Equals(Curve.G);
}
