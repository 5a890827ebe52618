using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Adapter.Wire;

/// <summary>A key in OpenSSL's memory; may be used by many threads.</summary>
sealed class NativeKey() : SafeHandleZeroOrMinusOneIsInvalid(true)
{
    protected override bool ReleaseHandle()
    {
        NativeSm2.EVP_PKEY_free(handle);
        return true;
    }
}

/// <summary>SM3withSM2 by OpenSSL 3 (its man page SM2(7)). An error of its own leaves nothing behind.</summary>
static partial class NativeSm2
{
    const string Library = "libcrypto.so.3";
    const int LongestSignature = 80;

    public static bool IsThere() => NativeLibrary.TryLoad(Library, typeof(NativeSm2).Assembly, DllImportSearchPath.SafeDirectories, out _);

    /// <param name="pkcs8">DER.</param>
    /// <exception cref="InvalidOperationException">OpenSSL does not take it.</exception>
    public static NativeKey ReadPrivate(byte[] pkcs8) => Read(pkcs8, d2i_AutoPrivateKey);

    /// <param name="spki">DER.</param>
    /// <exception cref="InvalidOperationException">OpenSSL does not take it.</exception>
    public static NativeKey ReadPublic(byte[] spki) => Read(spki, d2i_PUBKEY);

    public static byte[] Sign(NativeKey key, byte[] userId, byte[] text)
    {
        using var use = new Use(key, userId, forSigning: true);
        Span<byte> signature = stackalloc byte[LongestSignature];
        var length = (nuint)signature.Length;
        if (EVP_DigestSign(use.Digest, signature, ref length, text, (nuint)text.Length) != 1) throw Failed("sign");
        return signature[..(int)length].ToArray();
    }

    public static bool Verify(NativeKey key, byte[] userId, byte[] text, byte[] signature)
    {
        using var use = new Use(key, userId, forSigning: false);
        var isRight = EVP_DigestVerify(use.Digest, signature, (nuint)signature.Length, text, (nuint)text.Length) == 1;
        ERR_clear_error();
        return isRight;
    }

    delegate NativeKey Reading(nint into, ref nint at, nint length);

    static NativeKey Read(byte[] der, Reading read)
    {
        var copy = Marshal.AllocHGlobal(der.Length);
        try
        {
            Marshal.Copy(der, 0, copy, der.Length);
            var at = copy;
            var key = read(0, ref at, der.Length);
            return key.IsInvalid ? throw Failed("read") : key;
        }
        finally
        {
            Marshal.Copy(new byte[der.Length], 0, copy, der.Length);
            Marshal.FreeHGlobal(copy);
        }
    }

    static InvalidOperationException Failed(string what)
    {
        ERR_clear_error();
        return new($"OpenSSL could not {what}");
    }

    /// <summary>The contexts of one call.</summary>
    readonly ref struct Use
    {
        readonly nint context;

        public Use(NativeKey key, byte[] userId, bool forSigning)
        {
            Digest = EVP_MD_CTX_new();
            context = EVP_PKEY_CTX_new(key, 0);
            var isReady = Digest != 0 && context != 0 && EVP_PKEY_CTX_set1_id(context, userId, userId.Length) > 0;
            if (isReady) EVP_MD_CTX_set_pkey_ctx(Digest, context);
            if (isReady && (forSigning ? EVP_DigestSignInit(Digest, 0, EVP_sm3(), 0, key) : EVP_DigestVerifyInit(Digest, 0, EVP_sm3(), 0, key)) == 1) return;
            Dispose();
            throw Failed("begin");
        }

        public nint Digest { get; }

        public void Dispose()
        {
            EVP_MD_CTX_free(Digest);
            EVP_PKEY_CTX_free(context);
        }
    }

    [LibraryImport(Library)] private static partial NativeKey d2i_AutoPrivateKey(nint into, ref nint at, nint length);
    [LibraryImport(Library)] private static partial NativeKey d2i_PUBKEY(nint into, ref nint at, nint length);
    [LibraryImport(Library)] internal static partial void EVP_PKEY_free(nint key);
    [LibraryImport(Library)] private static partial nint EVP_PKEY_CTX_new(NativeKey key, nint engine);
    [LibraryImport(Library)] private static partial void EVP_PKEY_CTX_free(nint context);
    [LibraryImport(Library)] private static partial int EVP_PKEY_CTX_set1_id(nint context, ReadOnlySpan<byte> id, int length);
    [LibraryImport(Library)] private static partial nint EVP_MD_CTX_new();
    [LibraryImport(Library)] private static partial void EVP_MD_CTX_free(nint digest);
    [LibraryImport(Library)] private static partial void EVP_MD_CTX_set_pkey_ctx(nint digest, nint context);
    [LibraryImport(Library)] private static partial nint EVP_sm3();
    [LibraryImport(Library)] private static partial int EVP_DigestSignInit(nint digest, nint context, nint type, nint engine, NativeKey key);
    [LibraryImport(Library)] private static partial int EVP_DigestSign(nint digest, Span<byte> signature, ref nuint signatureLength, ReadOnlySpan<byte> text, nuint length);
    [LibraryImport(Library)] private static partial int EVP_DigestVerifyInit(nint digest, nint context, nint type, nint engine, NativeKey key);
    [LibraryImport(Library)] private static partial int EVP_DigestVerify(nint digest, ReadOnlySpan<byte> signature, nuint signatureLength, ReadOnlySpan<byte> text, nuint length);
    [LibraryImport(Library)] private static partial void ERR_clear_error();
}
