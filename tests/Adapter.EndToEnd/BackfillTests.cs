using System.Text.Json.Nodes;
using Adapter.Contracts;
using Adapter.EndToEnd.Support;
using Adapter.Simulator;

namespace Adapter.EndToEnd;

/// <summary>A file of history is sent beside the day's work, whatever becomes of the command that brings it.</summary>
public sealed class BackfillTests : IDisposable
{
    // Some seconds of work, of which a part is seen before the end.
    const int Rows = 9000;
    static readonly string[] Regions = ["370102", "370103"];

    readonly string file = Path.Combine(Path.GetTempPath(), $"adapter-backfill-{Guid.NewGuid():N}.ndjson");

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task A_killed_import_goes_on_everything_arrives_once_and_a_decision_does_not_wait_for_it()
    {
        await using var province = await Province.Open(new SimulatorOptions { Regions = Regions, Applications = 10 });
        var downloaded = await province.Verb("download");
        Assert.True(downloaded.Code == 0, string.Join('\n', downloaded.Errors));
        await province.Ministry.Switch(new FaultSetting { Name = "slow", Rate = 1, Ms = 300, Interface = "SYDJ1002" });
        // Refusals are for a person to confirm.
        var records = new CounterRecords(Regions, seed: 5).Results(Rows * 5 / 4).Where(record => record["AAE540"] == "1").Take(Rows).ToList();
        await File.WriteAllLinesAsync(file, records.Select(record => record.ToJson()));

        await using (var first = province.Begin("import", "audit-result", file, "--json"))
            await Eventually.Holds(async () => await Released(province) >= 1000, TimeSpan.FromSeconds(60), () => Task.FromResult(first.Said));
        var before = await Released(province);
        await using var second = province.Begin("import", "audit-result", file, "--json");
        await Eventually.Holds(async () => await Released(province) > before, TimeSpan.FromSeconds(60), () => Task.FromResult(second.Said));
        var driver = new Driver(province.Client);
        var serial = await driver.Decide((await driver.Pull())[0]);
        var key = driver.Book.Single().Key;
        await Eventually.Holds(async () => (await province.Client.Look($"/api/uploads/{key}")).Body!["upload"]!.Text("state") == "delivered", TimeSpan.FromSeconds(10), province.WhatIsOpen);
        var behind = await province.Client.Look("/api/uploads?state=waiting&limit=200");
        var code = await second.Ended(TimeSpan.FromSeconds(90));
        var import = JsonNode.Parse(second.Output[^1])!;
        await province.Ministry.Switch();
        await province.Drained(TimeSpan.FromSeconds(90));
        var sent = (await province.Ministry.Ledger()).Count;
        var again = await province.Verb("import", "audit-result", file, "--json");

        Assert.True(before < Rows, "it was killed too late");
        Assert.NotEmpty(behind.Items);
        Assert.Equal((0, Rows), (code, (int)import["import"]!["taken"]! + (int)import["import"]!["known"]!));
        Assert.Equal(0, (int)import["import"]!["known"]!);
        Assert.Equal((0, Rows), (again.Code, (int)JsonNode.Parse(again.Output[^1])!["import"]!["known"]!));
        var ledger = await province.Ministry.Ledger();
        Assert.Equal((Rows + 1, Rows + 1), (sent, ledger.Count));
        Assert.All(ledger, held => Assert.Equal(1, (int)held["applied"]!));
        var expected = records.Append(driver.Book.Single().Value).ToDictionary(record => $"audit-result/{record.Key}", Entry.Of);
        Ledgers.AreEqual(expected, Ledgers.OfMinistry(ledger));
        Assert.Contains(serial, key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_at_the_keyboard_it_says_how_it_goes_on_and_then_takes_nothing_twice()
    {
        await using var province = await Province.Open(new SimulatorOptions { Regions = Regions });
        var records = new CounterRecords(Regions, seed: 6).Results(Rows * 5 / 4).Where(record => record["AAE540"] == "1").Take(Rows).ToList();
        await File.WriteAllLinesAsync(file, records.Select(record => record.ToJson()));

        await using var first = province.Begin("import", "audit-result", file);
        await Eventually.Holds(async () => await Released(province) > 0, TimeSpan.FromSeconds(60), () => Task.FromResult(first.Said));
        first.Interrupt();
        var code = await first.Ended(TimeSpan.FromSeconds(30));
        var between = (await province.Client.Look("/api/jobs/1")).Body!;
        var again = await province.Verb("import", "audit-result", file, "--json");
        await province.Drained(TimeSpan.FromSeconds(90));

        Assert.Equal((1, ""), (code, string.Join('\n', first.Errors)));
        Assert.Contains("已暂停（任务 1）：报送 ", first.Said, StringComparison.Ordinal);
        Assert.Contains("再次执行同一命令即接着导入", first.Said, StringComparison.Ordinal);
        Assert.Equal(("running", true), (between.Text("state"), (bool)between["import"]!["paused"]!));
        var import = JsonNode.Parse(again.Output[^1])!;
        Assert.Equal((0, 1, Rows, 0), (again.Code, (int)import["id"]!, (int)import["import"]!["taken"]!, (int)import["import"]!["known"]!));
        var ledger = await province.Ministry.Ledger();
        Assert.Equal(records.Select(record => record["AAZ341"]).Order(), ledger.Select(held => held.Text("AAZ341")).Order());
        Assert.All(ledger, held => Assert.Equal(1, (int)held["applied"]!));
    }

    static async Task<long> Released(Province province) => (long?)(await province.Client.Look("/api/jobs/1")).Body?["released"] ?? 0;
}
