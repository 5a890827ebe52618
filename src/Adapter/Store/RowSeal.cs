using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using SQLitePCL;

namespace Adapter.Store;

/// <summary>
/// The first bytes of HMAC-SHA-256 over the values of a row. A connection has its own, and one thread at a time. The hash
/// is made once: its key is worked in once, and OpenSSL need not be asked for it again, which took longer than a row's text.
/// </summary>
sealed class RowSeal(byte[] key)
{
    public const int Bytes = 16;
    const int Head = 9;
    const int MostKept = 1 << 20;

    ArrayBufferWriter<byte>? text;
    IncrementalHash? hash;

    /// <param name="values">As SQLite hands them over; only within its call.</param>
    /// <param name="seal">So many <see cref="Bytes"/>.</param>
    public void Of(ReadOnlySpan<nint> values, Span<byte> seal)
    {
        var written = text ??= new(4096);
        // Also where an earlier row was left half written.
        written.ResetWrittenCount();
        foreach (var value in values) Append(written, value);
        if (written.Capacity > MostKept) text = null;
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var own = hash ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        // What did not come to its end is in no other row's seal.
        hash = null;
        own.AppendData(written.WrittenSpan);
        own.GetHashAndReset(whole);
        hash = own;
        whole[..Bytes].CopyTo(seal);
    }

    // Each value by its type and length, so that no two rows have the same text.
    static void Append(ArrayBufferWriter<byte> written, nint value)
    {
        var type = NativeSqlite.TypeOf(value);
        var content = type is raw.SQLITE_TEXT or raw.SQLITE_BLOB ? NativeSqlite.BytesOf(value) : default;
        var number = type switch
        {
            raw.SQLITE_INTEGER => NativeSqlite.IntegerOf(value),
            raw.SQLITE_FLOAT => BitConverter.DoubleToInt64Bits(NativeSqlite.RealOf(value)),
            _ => content.Length,
        };
        var span = written.GetSpan(Head + content.Length);
        span[0] = (byte)type;
        BinaryPrimitives.WriteInt64LittleEndian(span[1..], number);
        content.CopyTo(span[Head..]);
        written.Advance(Head + content.Length);
    }
}
