using System.Text;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;

namespace Adapter.Wire;

/// <summary>SM3 (GB/T 32905-2016).</summary>
public static class Sm3
{
    /// <summary>The digest of the UTF-8 of a text, 64 lower-case hex digits.</summary>
    public static string Hex(string text) => Hex(Encoding.UTF8.GetBytes(text));

    /// <summary>The digest as 64 lower-case hex digits.</summary>
    public static string Hex(ReadOnlySpan<byte> bytes)
    {
        var digest = new SM3Digest();
        digest.BlockUpdate(bytes);
        var hash = new byte[32];
        digest.DoFinal(hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>HMAC-SM3, 32 bytes.</summary>
    public static byte[] Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> bytes)
    {
        var mac = new HMac(new SM3Digest());
        mac.Init(new KeyParameter(key));
        mac.BlockUpdate(bytes);
        var code = new byte[32];
        mac.DoFinal(code);
        return code;
    }
}
