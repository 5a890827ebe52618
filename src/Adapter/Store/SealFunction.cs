using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Adapter.Settings;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Adapter.Store;

/// <summary>
/// The two functions that the schema calls: <c>row_seal(table, columns..)</c>, 16 bytes of a keyed hash over a row, and
/// <c>row_broken(table, rowid)</c>, which refuses to change a row whose seal does not fit and says so to <see cref="StoreHealth"/>.
/// </summary>
sealed class SealFunction(AdapterSettings settings)
{
    const int Kept = 16;
    const int Head = 9;
    const int MostKept = 1 << 20;

    readonly KeyFile file = new(settings, "seal.key");
    readonly StoreHealth health = new(settings);
    readonly Lock gate = new();
    byte[]? key;

    [ThreadStatic] static ArrayBufferWriter<byte>? text;

    /// <summary>Before the database is made; never beside one that has rows: they would all seem broken.</summary>
    public void MakeKey() => file.ReadOrCreate();

    /// <summary>On every connection anew: the pool hands out handles that have it, and such that do not.</summary>
    public unsafe void Register(SqliteConnection connection)
    {
        var handle = connection.Handle!;
        NativeSqlite.CreateFunction(handle, "row_seal\0"u8, &Seal, Key());
        SqliteException.ThrowExceptionForRC(raw.sqlite3_create_function(handle, "row_broken", 2, raw.SQLITE_UTF8, health, Broken), handle);
    }

    byte[] Key()
    {
        lock (gate) return key ??= file.Read();
    }

    // Each value by its type and length, so that no two rows have the same text.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static unsafe void Seal(nint context, int count, nint* values)
    {
        try
        {
            var written = text ??= new(4096);
            foreach (var value in new ReadOnlySpan<nint>(values, count)) Append(written, value);
            Span<byte> seal = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData((byte[])NativeSqlite.ContextOf(context), written.WrittenSpan, seal);
            if (written.Capacity > MostKept) text = null;
            else written.ResetWrittenCount();
            NativeSqlite.Result(context, seal[..Kept]);
        }
        catch (Exception failure)
        {
            // It must not leave by way of SQLite, whose code knows no exceptions.
            text = null;
            NativeSqlite.Fail(context, failure.Message);
        }
    }

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

    static void Broken(sqlite3_context context, object health, sqlite3_value[] values)
    {
        var damage = new Damage(raw.sqlite3_value_text(values[0]).utf8_to_string(), raw.sqlite3_value_int64(values[1]), "与写入时不符");
        ((StoreHealth)health).Report([damage]);
        raw.sqlite3_result_error(context, damage.Line);
    }
}
