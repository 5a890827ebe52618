using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Paddings;
using Org.BouncyCastle.Crypto.Parameters;

namespace Adapter.Wire;

/// <summary>Body encryption: SM4-CBC with PKCS#7, key and IV wrapped by SM2 (04||C1||C3||C2), all Base64.</summary>
public sealed class Sm4Body(Sm2PublicKey theirs, Sm2PrivateKey ours)
{
    /// <summary>The envelope with its body encrypted for the other side under a new key and IV. Encrypt first, then sign.</summary>
    public Envelope Encrypt(Envelope envelope)
    {
        var key = RandomNumberGenerator.GetBytes(16);
        var iv = RandomNumberGenerator.GetBytes(16);
        return envelope with
        {
            EncType = envelope.Profile.Envelope.EncSm4,
            SymmetricKey = Wrap(key),
            IV = Wrap(iv),
            Body = Convert.ToBase64String(Sm4(true, key, iv, envelope.BodyBytes.ToArray())),
        };
    }

    /// <summary>The envelope's body as plain bytes: decrypted when it is encrypted. False when it cannot be.</summary>
    public bool TryDecrypt(Envelope envelope, out byte[] body)
    {
        body = envelope.BodyBytes.ToArray();
        if (!envelope.IsEncrypted) return true;
        try
        {
            body = Sm4(false, Unwrap(envelope.SymmetricKey), Unwrap(envelope.IV), Convert.FromBase64String(Encoding.ASCII.GetString(body)));
            return true;
        }
        catch (Exception e) when (e is CryptoException or FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    string Wrap(byte[] secret)
    {
        var engine = new SM2Engine(new SM3Digest(), SM2Engine.Mode.C1C3C2);
        engine.Init(true, new ParametersWithRandom(theirs.Parameters));
        return Convert.ToBase64String(engine.ProcessBlock(secret, 0, secret.Length));
    }

    byte[] Unwrap(string text)
    {
        var engine = new SM2Engine(new SM3Digest(), SM2Engine.Mode.C1C3C2);
        engine.Init(false, ours.Parameters);
        var wrapped = Convert.FromBase64String(text);
        return engine.ProcessBlock(wrapped, 0, wrapped.Length);
    }

    /// <summary>SM4-CBC with PKCS#7 padding, one way or the other.</summary>
    internal static byte[] Sm4(bool encrypt, byte[] key, byte[] iv, byte[] text)
    {
        var cipher = new PaddedBufferedBlockCipher(new CbcBlockCipher(new SM4Engine()), new Pkcs7Padding());
        cipher.Init(encrypt, new ParametersWithIV(new KeyParameter(key), iv));
        return cipher.DoFinal(text);
    }
}
