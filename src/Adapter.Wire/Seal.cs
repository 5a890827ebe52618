using System.Security.Cryptography;
using System.Text;

namespace Adapter.Wire;

/// <summary>Signs what is sent and verifies what is received: SM2, HMAC-SM3 or NONE. May be used by many threads.</summary>
public sealed class Seal
{
    readonly Func<byte[], string> sign;
    readonly Func<byte[], byte[], bool> verify;

    Seal(string type, Func<byte[], string> sign, Func<byte[], byte[], bool> verify)
    {
        Type = type;
        this.sign = sign;
        this.verify = verify;
    }

    /// <summary>As it stands in SignType.</summary>
    public string Type { get; }

    /// <summary>A seal by settings: the type, our key, the other side's key, the SM2 user id.</summary>
    /// <exception cref="KeyException">A key is missing or cannot be used.</exception>
    public static Seal Of(Profile profile, string type, string? key, string? theirKey, string userId)
    {
        var names = profile.Envelope;
        if (Same(type, names.SignNone)) return None(profile);
        if (Same(type, names.SignHmac)) return Hmac(profile, key ?? throw new KeyException("签名类型为 HMAC-SM3，但没有设置密钥 Sign:Key。"));
        if (!Same(type, names.SignSm2)) throw new KeyException($"不认识的签名类型：应为 {names.SignSm2}、{names.SignHmac} 或 {names.SignNone}。");
        return Sm2(profile,
            Sm2Keys.ReadPrivate(key ?? throw new KeyException("签名类型为 SM2，但没有设置本系统私钥 Sign:Key。")),
            Sm2Keys.ReadPublic(theirKey ?? throw new KeyException("签名类型为 SM2，但没有设置部平台公钥 Sign:PlatformKey。")), userId);
    }

    /// <summary>SM3withSM2, DER, Base64.</summary>
    public static Seal Sm2(Profile profile, Sm2PrivateKey ours, Sm2PublicKey theirs, string userId)
    {
        var id = Encoding.UTF8.GetBytes(userId);
        return new(profile.Envelope.SignSm2,
            text => Convert.ToBase64String(Sm2Signature.Sign(ours, id, text)),
            (text, signature) => Sm2Signature.Verify(theirs, id, text, signature));
    }

    /// <summary>The key is the UTF-8 of its text; one newline at the end of a file is not part of it.</summary>
    /// <exception cref="KeyException">The key is empty.</exception>
    public static Seal Hmac(Profile profile, string key)
    {
        var secret = Encoding.UTF8.GetBytes(key.EndsWith("\r\n", StringComparison.Ordinal) ? key[..^2] : key.EndsWith('\n') ? key[..^1] : key);
        if (secret.Length == 0) throw new KeyException("HMAC-SM3 密钥为空。");
        return new(profile.Envelope.SignHmac,
            text => Convert.ToBase64String(Sm3.Hmac(secret, text)),
            (text, signature) => CryptographicOperations.FixedTimeEquals(Sm3.Hmac(secret, text), signature));
    }

    /// <summary>Nothing is signed and nothing verified: tests only.</summary>
    public static Seal None(Profile profile) => new(profile.Envelope.SignNone, _ => "", (_, _) => true);

    /// <summary>The envelope with SignType and Sign.</summary>
    public Envelope Sign(Envelope envelope)
    {
        var unsigned = envelope with { SignType = Type };
        return unsigned with { Sign = sign(unsigned.SignedBytes()) };
    }

    /// <summary>True when the envelope says this seal's type and its signature is right. Another type is never accepted.</summary>
    public bool Verify(Envelope envelope)
    {
        if (!Same(envelope.SignType, Type)) return false;
        var signature = new byte[envelope.Sign.Length];
        return Convert.TryFromBase64String(envelope.Sign, signature, out var length)
            && verify(envelope.SignedBytes(), signature[..length]);
    }

    static bool Same(string type, string other) => string.Equals(type, other, StringComparison.OrdinalIgnoreCase);
}
