using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Adapter.Store;

/// <summary>
/// A function that SQLite calls (its page "Application-Defined SQL Functions"). SQLitePCLRaw has this too, but makes an object
/// of every value of every call: of a function over whole rows, called a dozen times a record, a quarter of all garbage.
/// None of the calls may have SuppressGCTransition: within a function that native code calls, the runtime may go back to
/// that code in the wrong mode, and ends the process at the next call.
/// </summary>
static unsafe partial class NativeSqlite
{
    const string Library = "e_sqlite3";
    // SQLITE_TRANSIENT: SQLite makes a copy.
    const nint Copied = -1;

    /// <summary>Of any number of values, and the same for the same values.</summary>
    /// <param name="connection">Has it until it is closed, or gets it anew.</param>
    /// <param name="name">Ends with a zero.</param>
    /// <param name="function">May not throw.</param>
    /// <param name="context">Handed to each call.</param>
    public static void CreateFunction(sqlite3 connection, ReadOnlySpan<byte> name, delegate* unmanaged[Cdecl]<nint, int, nint*, void> function, object context)
    {
        // Released by SQLite, where it takes the function and where it does not.
        var held = GCHandle.Alloc(context);
        fixed (byte* text = name)
        {
            var code = sqlite3_create_function_v2(connection.DangerousGetHandle(), text, -1, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, GCHandle.ToIntPtr(held), function, null, null, &Release);
            GC.KeepAlive(connection);
            SqliteException.ThrowExceptionForRC(code, connection);
        }
    }

    public static object ContextOf(nint call) => GCHandle.FromIntPtr(sqlite3_user_data(call)).Target!;

    public static int TypeOf(nint value) => sqlite3_value_type(value);

    public static long IntegerOf(nint value) => sqlite3_value_int64(value);

    public static double RealOf(nint value) => sqlite3_value_double(value);

    /// <summary>Of a blob, or of a text in UTF-8; only within the call.</summary>
    public static ReadOnlySpan<byte> BytesOf(nint value)
    {
        // In this order: what the first call makes of the value, the second one counts.
        var bytes = sqlite3_value_blob(value);
        return new(bytes, sqlite3_value_bytes(value));
    }

    public static void Result(nint call, ReadOnlySpan<byte> blob)
    {
        fixed (byte* bytes = blob) sqlite3_result_blob(call, bytes, blob.Length, Copied);
    }

    public static void Fail(nint call, string message)
    {
        var text = Encoding.UTF8.GetBytes(message);
        fixed (byte* bytes = text) sqlite3_result_error(call, bytes, text.Length);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Release(nint context) => GCHandle.FromIntPtr(context).Free();

    [LibraryImport(Library)]
    private static partial int sqlite3_create_function_v2(nint connection, byte* name, int values, int flags, nint context,
        delegate* unmanaged[Cdecl]<nint, int, nint*, void> function, void* step, void* final, delegate* unmanaged[Cdecl]<nint, void> release);
    [LibraryImport(Library)] private static partial nint sqlite3_user_data(nint call);
    [LibraryImport(Library)] private static partial int sqlite3_value_type(nint value);
    [LibraryImport(Library)] private static partial long sqlite3_value_int64(nint value);
    [LibraryImport(Library)] private static partial double sqlite3_value_double(nint value);
    [LibraryImport(Library)] private static partial byte* sqlite3_value_blob(nint value);
    [LibraryImport(Library)] private static partial int sqlite3_value_bytes(nint value);
    [LibraryImport(Library)] private static partial void sqlite3_result_blob(nint call, byte* bytes, int length, nint kept);
    [LibraryImport(Library)] private static partial void sqlite3_result_error(nint call, byte* text, int length);
}
