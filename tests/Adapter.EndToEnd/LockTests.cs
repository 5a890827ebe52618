using System.Net;
using Adapter.EndToEnd.Support;
using Adapter.Simulator;
using Microsoft.Data.Sqlite;

namespace Adapter.EndToEnd;

public sealed class LockTests
{
    static readonly string[] Regions = ["370102", "370103"];

    [Fact]
    public async Task While_another_program_holds_the_database_nobody_hears_of_it_and_nothing_is_lost()
    {
        await using var province = await Province.Open(new SimulatorOptions { Regions = Regions });
        var driver = new Driver(province.Client);
        var parts = new CounterRecords(Regions).Results(100).Chunk(20).ToList();

        foreach (var (part, seconds) in parts.Zip([0.1, 0.7, 3, 12, 20]))
        {
            Task submitted;
            await using (Hold(province))
            {
                submitted = driver.Submit(part);
                Assert.Equal(HttpStatusCode.OK, (await province.Client.Look("/api/uploads?limit=1")).Status);
                await Task.Delay(TimeSpan.FromSeconds(seconds));
                Assert.False(submitted.IsCompleted);
            }
            // The driver takes nothing but an acknowledgement of every record.
            await submitted;
        }
        await province.Drained(TimeSpan.FromSeconds(60));

        var ledger = await province.Ministry.Ledger();
        Ledgers.AreEqual(Ledgers.Of(driver), Ledgers.OfMinistry(ledger));
        Assert.All(ledger, held => Assert.Equal(1, (int)held["applied"]!));
        Assert.Empty(Sends.Doubled(await province.Ministry.Journal()));
    }

    static SqliteConnection Hold(Province province)
    {
        var other = new SqliteConnection($"Data Source={Path.Combine(province.DataDirectory, "adapter.db")};Pooling=False");
        other.Open();
        using var begin = other.CreateCommand();
        begin.CommandText = "begin immediate";
        begin.ExecuteNonQuery();
        return other;
    }
}
