using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Adapter.Wire;

/// <summary>
/// SM3withSM2, DER. By the machine's OpenSSL where that is there and agrees with BouncyCastle, else by BouncyCastle, at some
/// hundred signed exchanges a second. May be used by many threads.
/// </summary>
public static class Sm2Signature
{
    static readonly Lazy<bool> isNative = new(() => NativeSm2.IsThere() && AreOfOneMind());

    /// <summary>Whether OpenSSL does the work.</summary>
    public static bool IsNative => isNative.Value;

    public static byte[] Sign(Sm2PrivateKey key, byte[] userId, byte[] text) =>
        IsNative ? NativeSm2.Sign(key.Native, userId, text) : SignManaged(key, userId, text);

    /// <summary>False when it is another's, of another text or user, or no signature at all.</summary>
    public static bool Verify(Sm2PublicKey key, byte[] userId, byte[] text, byte[] signature) =>
        IsNative ? NativeSm2.Verify(key.Native, userId, text, signature) : VerifyManaged(key, userId, text, signature);

    internal static byte[] SignManaged(Sm2PrivateKey key, byte[] userId, byte[] text) => Signer(true, key.Parameters, userId, text).GenerateSignature();

    internal static bool VerifyManaged(Sm2PublicKey key, byte[] userId, byte[] text, byte[] signature) =>
        Signer(false, key.Parameters, userId, text).VerifySignature(signature);

    // Each must take what the other has signed, and refuse what neither has.
    static bool AreOfOneMind()
    {
        try
        {
            var (key, userId, text) = (Sm2Keys.Generate(), "1234567812345678"u8.ToArray(), "失业登记"u8.ToArray());
            var (ours, theirs) = (SignManaged(key, userId, text), NativeSm2.Sign(key.Native, userId, text));
            return NativeSm2.Verify(key.Public.Native, userId, text, ours) && VerifyManaged(key.Public, userId, text, theirs)
                && !NativeSm2.Verify(key.Public.Native, userId, [.. text, 0], ours) && !NativeSm2.Verify(key.Public.Native, [.. userId, 0], text, ours);
        }
        catch (Exception failure) when (failure is CryptoException or InvalidOperationException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    // The signer holds state: one for each call.
    static SM2Signer Signer(bool forSigning, ICipherParameters key, byte[] userId, byte[] text)
    {
        var signer = new SM2Signer();
        signer.Init(forSigning, new ParametersWithID(key, userId));
        signer.BlockUpdate(text, 0, text.Length);
        return signer;
    }
}
