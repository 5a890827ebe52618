using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    readonly KeyFile file = new(settings, "seal.key");
    readonly StoreHealth health = new(settings);
    readonly Lock gate = new();
    byte[]? key;

    /// <summary>Before the database is made; never beside one that has rows: they would all seem broken.</summary>
    public void MakeKey() => file.ReadOrCreate();

    /// <summary>On every connection anew: the pool hands out handles that have it, and such that do not.</summary>
    public unsafe void Register(SqliteConnection connection)
    {
        var handle = connection.Handle!;
        NativeSqlite.CreateFunction(handle, "row_seal\0"u8, &Seal, new RowSeal(Key()));
        SqliteException.ThrowExceptionForRC(raw.sqlite3_create_function(handle, "row_broken", 2, raw.SQLITE_UTF8, health, Broken), handle);
    }

    byte[] Key()
    {
        lock (gate) return key ??= file.Read();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static unsafe void Seal(nint context, int count, nint* values)
    {
        try
        {
            Span<byte> seal = stackalloc byte[RowSeal.Bytes];
            ((RowSeal)NativeSqlite.ContextOf(context)).Of(new(values, count), seal);
            NativeSqlite.Result(context, seal);
        }
        catch (Exception failure)
        {
            // It must not leave by way of SQLite, whose code knows no exceptions.
            NativeSqlite.Fail(context, failure.Message);
        }
    }

    static void Broken(sqlite3_context context, object health, sqlite3_value[] values)
    {
        var damage = new Damage(raw.sqlite3_value_text(values[0]).utf8_to_string(), raw.sqlite3_value_int64(values[1]), "与写入时不符");
        ((StoreHealth)health).Report([damage]);
        raw.sqlite3_result_error(context, damage.Line);
    }
}
