using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adapter;

/// <summary>mg.statement: before every statement of a schema script and of the transaction that it stands in.</summary>
static unsafe class MigrationTrace
{
    const uint Statements = 1;
    static readonly string[] Firsts = ["create ", "alter ", "drop ", "insert into schemaversions", "insert into [schemaversions]", "insert into \"schemaversions\""];

    [ThreadStatic]
    static bool isMigrating;

    static bool isOn;

    /// <summary>Connections that are opened from now on are followed.</summary>
    public static void Start()
    {
        isOn = true;
        SqliteLibrary.OnOpen(&Opened);
    }

    public static void Stop() => isOn = false;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Opened(nint connection, byte** error, nint api) => isOn ? SqliteLibrary.Trace(connection, Statements, &Begins, 0) : 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Begins(uint mask, nint context, nint statement, nint text)
    {
        var sql = (Marshal.PtrToStringUTF8(text) ?? "").TrimStart();
        // Of a trigger only a comment comes.
        if (sql.StartsWith("--", StringComparison.Ordinal)) return 0;
        if (Firsts.Any(first => sql.StartsWith(first, StringComparison.OrdinalIgnoreCase))) isMigrating = true;
        if (isMigrating) Failpoint.Hit("mg.statement");
        if (sql.StartsWith("commit", StringComparison.OrdinalIgnoreCase) || sql.StartsWith("rollback", StringComparison.OrdinalIgnoreCase)) isMigrating = false;
        return 0;
    }
}
