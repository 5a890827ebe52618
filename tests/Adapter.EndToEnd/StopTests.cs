using System.Diagnostics;
using Adapter.EndToEnd.Support;
using Adapter.Simulator;

namespace Adapter.EndToEnd;

public sealed class StopTests
{
    static readonly string[] Regions = ["370102", "370103"];

    [Fact]
    public async Task Told_to_stop_with_messages_under_way_it_ends_in_time_and_goes_on_at_the_next_start()
    {
        await using var province = await Province.Open(new SimulatorOptions { Regions = Regions });
        await province.Ministry.Switch(new FaultSetting { Name = "slow", Rate = 0.5, Ms = 45_000, Interface = "SYDJ1002" });
        var driver = new Driver(province.Client);
        await driver.Submit(new CounterRecords(Regions).Results(400));
        await Eventually.Holds(async () => (await province.Ministry.Journal()).Count(message => message["faults"].List().Count > 0) >= 3, TimeSpan.FromSeconds(30), province.WhatIsOpen);
        var inFlight = await province.In("sending");

        var started = Stopwatch.GetTimestamp();
        var code = await province.Stop();
        var took = Stopwatch.GetElapsedTime(started);

        Assert.Equal(0, code);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.NotEmpty(inFlight);
        await province.Ministry.Switch();
        await province.Start();
        await province.Drained(TimeSpan.FromSeconds(60));
        var ledger = await province.Ministry.Ledger();
        var journal = await province.Ministry.Journal();
        Ledgers.AreEqual(Ledgers.Of(driver), Ledgers.OfMinistry(ledger));
        Ledgers.AreEqual(Ledgers.Of(driver), Ledgers.Of(await Ledgers.Views(province.Client)));
        Assert.All(ledger, held => Assert.Equal(1, (int)held["applied"]!));
        Assert.NotEqual(0, Sends.Repeated(journal));
        Assert.Empty(Sends.Doubled(journal));
    }

    [Fact]
    public async Task A_verb_sees_whether_the_daemon_runs_whose_port_the_system_chose()
    {
        await using var province = await Province.Open(new SimulatorOptions { Regions = Regions });
        var during = await province.Verb("resume");
        await province.Stop();
        var after = await province.Verb("resume");
        await province.Start();
        var again = await province.Verb("resume");

        Assert.All(new[] { during, again }, said => Assert.Contains("已请服务立即再试", said.Output[^1], StringComparison.Ordinal));
        Assert.Contains("服务没有运行", after.Output[^1], StringComparison.Ordinal);
    }
}
