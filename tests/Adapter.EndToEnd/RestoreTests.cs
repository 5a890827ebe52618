using System.Text.Json.Nodes;
using Adapter.EndToEnd.Support;
using Adapter.Simulator;

namespace Adapter.EndToEnd;

/// <summary>A backup is put back by hand of an operator, while the ministry has gone on.</summary>
public sealed class RestoreTests : IDisposable
{
    static readonly string[] Regions = ["370102", "370103"];

    readonly DirectoryInfo place = Directory.CreateTempSubdirectory("adapter-restore-");

    public void Dispose() => place.Delete(recursive: true);

    [Fact]
    public async Task From_the_backup_to_the_last_upload_nothing_is_lost_and_nothing_goes_twice()
    {
        await using var province = await Province.Open(new SimulatorOptions { Regions = Regions, Applications = 60 },
            $"Receipts:Directory={place.FullName}/receipts", "Download:Cron=0/2 * * * * ?");
        var (driver, work) = (new Driver(province.Client), new Work { Regions = Regions, Applications = 60, Records = 0 });
        var pulled = await work.Pull(driver);
        var counter = new CounterRecords(Regions).Results(40);
        await driver.Decide(pulled.Take(20));
        await driver.Submit(counter.Take(10));
        var backup = Path.Combine(place.FullName, "backup.db");
        var saved = await province.Verb("backup", backup, "--json");
        await driver.Decide(pulled.Skip(20).Take(20));
        await driver.Submit(counter.Skip(10).Take(10));
        await province.Drained(TimeSpan.FromSeconds(60));
        Assert.Equal(0, await province.Stop());

        var restored = await province.Verb("restore", backup, "--yes");
        await province.Start();
        var later = new Driver(province.Client);
        await later.Submit(counter.Skip(20));
        var journal = await province.Ministry.Journal();
        var (sends, downloads) = (Uploads(journal), journal.Count(IsDownload));
        var held = await province.Client.Look("/health/ready");
        var refused = await province.Verb("restore", backup, "--yes");
        // The downloads go on; so would the sends.
        await Eventually.Holds(async () => (await province.Ministry.Journal()).Count(IsDownload) > downloads + 4, TimeSpan.FromSeconds(60), province.WhatIsOpen);
        var before = Uploads(await province.Ministry.Journal());
        var compared = await province.Verb("reconcile", "--json");
        await province.Drained(TimeSpan.FromSeconds(60));

        Assert.Equal((0, 0, 1), (saved.Code, restored.Code, refused.Code));
        Assert.NotEmpty(held.Body!.Text("heldSince"));
        Assert.Equal(sends, before);
        Assert.True(compared.Code == 0, string.Join('\n', compared.Output.Concat(compared.Errors)));
        Assert.True((bool)JsonNode.Parse(compared.Output[0])!["isCleared"]!);
        await later.Decide(pulled.Skip(40));
        await province.Drained(TimeSpan.FromSeconds(60));
        var ledger = await province.Ministry.Ledger();
        var rows = await province.Client.All("/api/uploads");
        Assert.All(ledger, entry => Assert.Equal(1, (int)entry["applied"]!));
        Assert.All(rows, row => Assert.Equal("delivered", row.Text("state")));
        Assert.Equal(ledger.Select(Ledgers.Key).Order(), rows.Select(Ledgers.Key).Order());
        Assert.Equal(Both(driver, later).OrderBy(entry => entry.Key), Ledgers.OfMinistry(ledger).OrderBy(entry => entry.Key));
    }

    static IEnumerable<KeyValuePair<string, Entry>> Both(Driver first, Driver second) => Ledgers.Of(first).Concat(Ledgers.Of(second));

    static int Uploads(IReadOnlyList<JsonNode> journal) => journal.Count(message => message["rows"].List().Count > 0);

    static bool IsDownload(JsonNode message) => message.Text("interface") == "SYDJ1001";
}
