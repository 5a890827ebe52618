using System.Data.Common;
using Adapter.Settings;
using Dapper;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Sqlite.Helpers;
using Microsoft.Data.Sqlite;

namespace Adapter.Store;

/// <summary>Brings the schema up to date: Schema/00n.sql in order, each in one transaction.</summary>
sealed class Migration(AdapterSettings settings, Database database)
{
    IReadOnlyList<SchemaPart>? expected;

    /// <exception cref="InvalidOperationException">The database cannot be opened or a script failed.</exception>
    /// <exception cref="StoreException">The database is damaged, a newer program has made it, or the key of its persons is missing.</exception>
    public void Run()
    {
        try
        {
            if (database.IsSqlite) CreateFile();
            if (With(Unknown) is [.., var newest])
                throw new StoreException($"数据库的结构比本程序新（已执行到 {newest}）：它由更新版本的 adapter 使用过。请改用该版本，或恢复升级前的备份");
            var result = With(engine => engine.PerformUpgrade());
            if (result.Error is SqliteException damage && Damage.Is(damage)) throw damage;
            if (!result.Successful) throw new InvalidOperationException($"schema {result.ErrorScript?.Name}: {result.Error.Message}", result.Error);
            // On a small disk the scripts' log would take what the rows need.
            if (database.IsSqlite && result.Scripts.Any()) ShortenLog();
            if (!Persons.WasUsed(settings) && database.Read(session => session.One<bool>(Sql.HoldsPersons))) Persons.Require(settings);
        }
        catch (SqliteException problem) when (Damage.Is(problem))
        {
            throw Damage.Refusal(settings, [Damage.Unreadable("adapter.db", problem)]);
        }
    }

    /// <summary>Whether nothing is left to run, and nothing has run that this program does not know.</summary>
    public bool IsCurrent() => With(engine => !engine.IsUpgradeRequired() && Unknown(engine).Count == 0);

    /// <summary>What the scripts make of an empty SQLite database.</summary>
    public IReadOnlyList<SchemaPart> Expected => expected ??= Make();

    IReadOnlyList<SchemaPart> Make()
    {
        using var memory = new SqliteConnection("Data Source=:memory:");
        memory.Open();
        database.Seal.Register(memory);
        Engine(OfFile(memory)).PerformUpgrade();
        return Parts(memory);
    }

    /// <summary>Scripts only where the table that names them is whole.</summary>
    public static IReadOnlyList<SchemaPart> Parts(DbConnection connection)
    {
        var parts = connection.Query<SchemaPart>(Sql.Parts).AsList();
        return parts.Exists(part => part.Name == "SchemaVersions") ? [.. parts, .. connection.Query<SchemaPart>(Sql.Scripts)] : parts;
    }

    /// <summary>Scripts that have run here and that this program does not have, in order.</summary>
    static List<string> Unknown(UpgradeEngine engine) => [.. engine.GetExecutedScripts()
        .Except(engine.GetDiscoveredScripts().Select(script => script.Name)).Order(StringComparer.Ordinal)];

    // Page size and journal mode must stand before the first table.
    void CreateFile()
    {
        Directory.CreateDirectory(settings.DataDirectory);
        if (StoreHeader.IsEmpty(database.File))
        {
            if (Persons.WasUsed(settings)) throw Damage.Refusal(settings, [new("adapter.db", null, "文件不见了或是空的，而这里已有过记录")]);
            database.Seal.MakeKey();
        }
        else if (StoreHeader.WhatIsWrong(database.File) is { } wrong) throw Damage.Refusal(settings, [wrong]);
        using var connection = database.Open();
        connection.Execute("pragma page_size = 8192; pragma journal_mode = wal; pragma secure_delete = on");
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(database.File, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    void ShortenLog()
    {
        using var connection = database.Open();
        Database.Relieve(connection);
    }

    T With<T>(Func<UpgradeEngine, T> use)
    {
        if (!database.IsSqlite) return use(Engine(DeployChanges.To.PostgresqlDatabase(database.ConnectionString)));
        using var connection = database.Open();
        return use(Engine(OfFile(connection)));
    }

    static UpgradeEngineBuilder OfFile(DbConnection connection) => DeployChanges.To.SqliteDatabase(new SharedConnection(connection)).WithPreprocessor(new SealScript());

    UpgradeEngine Engine(UpgradeEngineBuilder target) => target
        .WithScriptsEmbeddedInAssembly(typeof(Migration).Assembly)
        .WithVariable("id", database.IsSqlite ? "integer primary key autoincrement" : "bigint generated always as identity primary key")
        .WithVariable("text", database.IsSqlite ? "text" : "text collate \"C\"")
        .WithVariable("blob", database.IsSqlite ? "blob" : "bytea")
        .WithVariable("key", database.IsSqlite ? "integer primary key" : "bigint primary key")
        .WithVariable("content_is_compared", database.IsSqlite ? Sql.ContentIsCompared : "")
        .WithVariable("audit_is_append_only", database.IsSqlite ? Sql.AppendOnly : Sql.AppendOnlyPostgres)
        .WithTransactionPerScript()
        .LogToNowhere()
        .Build();

    internal static class Sql
    {
        internal const string AppendOnly = """
            create trigger audit_kept before delete on audit begin select raise(abort, 'audit is append-only'); end;
            create trigger audit_unchanged before update on audit begin select raise(abort, 'audit is append-only'); end;
            """;
        internal const string AppendOnlyPostgres = """
            create function audit_refuse() returns trigger language plpgsql as 'begin raise exception ''audit is append-only''; end';
            create trigger audit_append_only before update or delete or truncate on audit for each statement execute function audit_refuse();
            """;
        // PostgreSQL's tables have no seals.
        internal static readonly string ContentIsCompared = $"""
            create trigger upload_claimed before update of state on upload when old.state = 'waiting' and new.state = 'sending' and length(old.payload) = 0
              and not exists (
                select 1 from upload_content c where c.upload_id = old.id and c.seal is {SealScript.Seal("upload_content", ["upload_id", "payload", "findings"], "c.")})
            begin select row_broken('upload_content', old.id); end;
            """;
        public const string HoldsPersons = """
            select exists (select 1 from upload where person > '') or exists (select 1 from application where state = 'pending' and person > '')
            """;
        public const string Parts = "select type, name, sql from sqlite_schema where sql is not null order by type, name";
        public const string Scripts = "select 'script' as type, ScriptName as name, '' as sql from SchemaVersions order by ScriptName";
    }
}

/// <summary>A table, index or trigger and the text that made it; or a script that has run.</summary>
sealed record SchemaPart
{
    public string Type { get; init; } = "";
    public string Name { get; init; } = "";
    public string Sql { get; init; } = "";
}
