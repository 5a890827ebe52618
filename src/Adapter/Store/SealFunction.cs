using System.Buffers;
using System.Buffers.Binary;
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
    public void Register(SqliteConnection connection)
    {
        var secret = Key();
        var handle = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_create_function(handle, "row_seal", -1, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, secret, Seal), handle);
        SqliteException.ThrowExceptionForRC(raw.sqlite3_create_function(handle, "row_broken", 2, raw.SQLITE_UTF8, health, Broken), handle);
    }

    byte[] Key()
    {
        lock (gate) return key ??= file.Read();
    }

    // Each value by its type and length, so that no two rows have the same text.
    static void Seal(sqlite3_context context, object key, sqlite3_value[] values)
    {
        var written = text ??= new(4096);
        foreach (var value in values) Append(written, value);
        Span<byte> seal = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData((byte[])key, written.WrittenSpan, seal);
        if (written.Capacity > MostKept) text = null;
        else written.ResetWrittenCount();
        raw.sqlite3_result_blob(context, seal[..Kept]);
    }

    static void Append(ArrayBufferWriter<byte> written, sqlite3_value value)
    {
        var type = raw.sqlite3_value_type(value);
        var content = type is raw.SQLITE_TEXT or raw.SQLITE_BLOB ? raw.sqlite3_value_blob(value) : default;
        var number = type switch
        {
            raw.SQLITE_INTEGER => raw.sqlite3_value_int64(value),
            raw.SQLITE_FLOAT => BitConverter.DoubleToInt64Bits(raw.sqlite3_value_double(value)),
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
