using System.Diagnostics;
using System.Net;
using Adapter.Contracts;
using Adapter.EndToEnd.Support;
using Adapter.Simulator;

namespace Adapter.EndToEnd;

public sealed class FullDiskTests
{
    static readonly string[] Regions = ["370102", "370103"];

    [Fact]
    public async Task On_a_disk_of_two_megabytes_nothing_acknowledged_is_lost_and_work_goes_on_with_space()
    {
        await using var disk = await SmallDisk.Mount();
        if (disk is null)
        {
            // No disk can be filled here: at least the space in reserve is really taken from the one there is.
            await AssertReserve();
            return;
        }
        await using var province = await Province.Open(new SimulatorOptions { Regions = Regions }, $"DataDirectory={disk.Folder}/data");
        // The empty database was twice there while it was made.
        await disk.Resize("2m");
        var records = new Queue<Message>(new CounterRecords(Regions).Results(3000));
        var taken = new List<Message>();
        var refused = new List<Message>();

        // It makes room once or twice by itself, until the disk is full of rows.
        for (var inARow = 0; inARow < 100 && records.TryDequeue(out var record);)
        {
            var answer = await Submit(province, record);
            if (answer.Status == HttpStatusCode.Accepted)
            {
                taken.Add(record);
                inARow = 0;
                continue;
            }
            // What a person would have to confirm is nothing for this test.
            if (answer.Status == HttpStatusCode.UnprocessableEntity) continue;
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "store.full"), (answer.Status, answer.Body!.Text("code")));
            refused.Add(record);
            inARow++;
            await Task.Delay(50);
        }

        Assert.InRange(taken.Count, 5, 2900);
        var ready = await province.Client.Look("/health/ready");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "degraded", "full"), (ready.Status, ready.Body!.Text("status"), ready.Body!.Text("store")));
        Assert.Equal(HttpStatusCode.OK, (await province.Client.Look("/api/uploads?limit=1")).Status);

        await disk.Resize("16m");
        var started = Stopwatch.GetTimestamp();
        await Eventually.Holds(async () => (await province.Client.Look("/health/ready")).Status == HttpStatusCode.OK, TimeSpan.FromSeconds(15), province.WhatIsOpen);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        refused = [.. await Again(province, refused)];
        await province.Drained(TimeSpan.FromSeconds(90));

        var ledger = await province.Ministry.Ledger();
        Assert.Equal(taken.Concat(refused).Select(record => record.Key).Order(StringComparer.Ordinal), ledger.Select(held => Ledgers.Key(held).Split('/', 2)[1]).Order(StringComparer.Ordinal));
        Assert.All(ledger, held => Assert.Equal(1, (int)held["applied"]!));
        Assert.Empty(Sends.Doubled(await province.Ministry.Journal()));
        Assert.Equal(0, await province.Adapter.Stop());
    }

    /// <summary>Those that are taken now.</summary>
    static async Task<IReadOnlyList<Message>> Again(Province province, IEnumerable<Message> records)
    {
        var taken = new List<Message>();
        foreach (var record in records)
        {
            var answer = await Submit(province, record);
            if (answer.Status == HttpStatusCode.UnprocessableEntity) continue;
            Assert.Equal(HttpStatusCode.Accepted, answer.Status);
            taken.Add(record);
        }
        return taken;
    }

    static Task<Answer> Submit(Province province, Message record) => province.Client.Hand($"/api/{record.Kind.Name}s", record.ToJson());

    static async Task AssertReserve()
    {
        await using var province = await Province.Open(new SimulatorOptions { Regions = Regions });
        var file = Path.Combine(province.DataDirectory, "ballast");
        await using var du = Child.Start("du", ["-k", file]);

        Assert.Equal(0, await du.Ended(TimeSpan.FromSeconds(30)));
        Assert.True(int.Parse(du.Output[0].Split('\t')[0]) >= new FileInfo(file).Length / 1024, du.Said);
    }
}
