using Adapter.Settings;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Adapter.Store;

/// <summary>One place where the database is not as it was written. Never a content: table, row number and what is wrong.</summary>
sealed record Damage(string Table, long? Row, string What)
{
    public string Line => Row is null ? $"{Table}：{What}" : $"{Table} 第 {Row} 行：{What}";

    public static bool Is(SqliteException problem) => problem.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    public static Damage Unreadable(string table, SqliteException problem) => new(table, null, $"读不出（SQLite {problem.SqliteExtendedErrorCode}）");

    /// <summary>One line: where, the newest backup, and what to do.</summary>
    public static StoreException Refusal(AdapterSettings settings, IReadOnlyList<Damage> found)
    {
        var more = found.Count > 1 ? $"（另有 {found.Count - 1} 处）" : "";
        return new($"数据库已损坏，不能使用：{found[0].Line}{more}。{Mend(settings)}") { IsDamage = true };
    }

    public static string Mend(AdapterSettings settings) => NewestBackup(settings) is { } backup
        ? $"请检查磁盘，停用并另存现有的数据目录，再执行 adapter restore {backup}（最近的备份）"
        : "backups 中没有备份：请检查磁盘，停用并另存现有的数据目录，执行 adapter doctor --store 列出全部损坏之处，并联系运维";

    static string? NewestBackup(AdapterSettings settings)
    {
        var folder = new DirectoryInfo(Path.Combine(settings.DataDirectory, "backups"));
        return folder.Exists ? folder.EnumerateFiles("*.db").MaxBy(file => file.LastWriteTimeUtc)?.FullName : null;
    }
}
