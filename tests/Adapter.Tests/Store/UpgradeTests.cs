using Adapter.Store;
using Adapter.Tests.Support;
using Dapper;

namespace Adapter.Tests.Store;

/// <summary>A store that an earlier program has filled.</summary>
public sealed class UpgradeTests : IAsyncLifetime
{
    /// <summary>What the first schema had: a store that was made by it, and used.</summary>
    static readonly string[] first =
    [
        "meta", "watermark", "run", "request", "closed_hour", "found", "page", "unreadable", "application", "application_version", "sighting", "serial",
        "upload", "lane", "batch", "batch_row", "attempt", "event", "job", "job_row", "api_key", "incarnation",
    ];

    /// <summary>What those tables were given since.</summary>
    static readonly string[] later =
    [
        "upload_standing", "upload_region_standing", "upload_region", "application_queue_received", "application_queue_region", "application_queue_flagged", "application_queue_doubtful", "application_queue_clear",
    ];

    readonly StoreUnderTest store = new();

    public async Task InitializeAsync()
    {
        store.Get<Persons>().Hash("somebody");
        await new FilledStore(store).Fill();
        using var connection = store.Database.Open();
        connection.Execute("pragma foreign_keys = off");
        connection.Execute("drop view whole_upload; drop trigger upload_claimed");
        foreach (var table in Tables().Except(first)) connection.Execute($"drop table {table}");
        foreach (var index in later) connection.Execute($"drop index {index}");
        // What was taken from them.
        connection.Execute("create index application_region_queue on application (AAB301, state, deadline, ADC201)");
        connection.Execute("create index upload_state on upload (state, id)");
        connection.Execute("delete from SchemaVersions where ScriptName not like '%001.sql'");
    }

    public async Task DisposeAsync() => await store.DisposeAsync();

    IReadOnlyList<string> Tables() => [.. FilledStore.Tables(store).Select(table => table.Name)];

    IReadOnlyList<string> Rows()
    {
        using var connection = store.Database.Open();
        return [.. first.SelectMany(table => connection.Query($"select * from {table} order by rowid").Select(row => $"{table} {string.Join('|', ((IDictionary<string, object>)row).Values.Select(Text))}"))];
    }

    static string Text(object? value) => value is byte[] bytes ? Convert.ToHexString(bytes) : $"{value}";

    [Fact]
    public async Task Is_brought_up_to_date_at_the_start_and_keeps_every_row_with_its_seal()
    {
        var before = Rows();
        Assert.False(store.Get<Migration>().IsCurrent());

        await store.Reopen();
        store.Get<Migration>().Run();

        Assert.True(store.Get<Migration>().IsCurrent());
        Assert.Equal(first.Length * FilledStore.Rows, before.Count);
        Assert.Equal(before, Rows());
        Assert.Contains("account", Tables());
        Assert.DoesNotContain(store.Get<FullCheck>().Run(store.AtOnce), damage => damage.What == "与写入时不符" || damage.Row is null);
    }
}
