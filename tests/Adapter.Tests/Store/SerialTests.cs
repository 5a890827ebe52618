using Adapter.Settings;
using Adapter.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Adapter.Tests.Store;

public sealed class SerialTests : IDisposable
{
    static readonly string[] Regions = ["370102", "370103"];
    static readonly (int? From, int? To)[] Ranges = [(null, null), (500_000, 500_999), (100, 700_000), (990_000, null)];

    readonly string folder = Directory.CreateTempSubdirectory("adapter-serials-").FullName;
    readonly HashSet<string> given = new(StringComparer.Ordinal);
    readonly DateOnly day = new(2026, 2, 13);
    int doubled;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Of_10_000_serials_none_is_given_twice_whatever_old_copies_are_put_back()
    {
        var random = new Random(1);
        var copies = new List<string>();
        for (var life = 0; given.Count < 10_000; life++)
        {
            await Live(random, Ranges[random.Next(Ranges.Length)], 1 + random.Next(120));
            if (random.Next(3) == 0) copies.Add(Copy($"copy-{life}"));
            if (copies.Count > 0 && random.Next(2) == 0) PutBack(copies[random.Next(copies.Count)]);
        }

        Assert.Equal(0, doubled);
    }

    [Fact]
    public async Task A_small_range_is_given_out_to_its_last_number_over_many_starts()
    {
        for (var start = 0; start < 100; start++) await Live(new(start), (700, 799), 1, rollBack: false);

        Assert.Equal(100, given.Count);
        await Assert.ThrowsAsync<SerialsExhausted>(() => Live(new(0), (700, 799), 1, rollBack: false));
    }

    [Fact]
    public async Task Where_the_whole_folder_was_lost_numbers_go_on_far_from_where_they_were()
    {
        await Live(new(1), (null, null), 60, rollBack: false);
        var copy = Copy("copy");
        await Live(new(2), (null, null), 500, rollBack: false);
        Directory.Delete(Path.Combine(folder, "serials"), recursive: true);
        PutBack(copy);

        await Live(new(3), (null, null), 500, rollBack: false, isLost: true);

        Assert.Equal(0, doubled);
    }

    /// <summary>One program from its start to its end; some of its work is not committed.</summary>
    async Task Live(Random random, (int? From, int? To) range, int allocations, bool rollBack = true, bool isLost = false)
    {
        var settings = new AdapterSettings { DataDirectory = folder, Serial = new() { From = range.From, To = range.To } };
        await using (var services = new ServiceCollection().AddSingleton(settings).AddSingleton(TimeProvider.System).AddStore().BuildServiceProvider())
        {
            services.GetRequiredService<Migration>().Run();
            var (writer, serials) = (services.GetRequiredService<Writer>(), services.GetRequiredService<Serials>());
            if (isLost) await writer.Write(session => Histories.ScatterSerials(session, day));
            for (var n = 0; n < allocations; n++)
            {
                var (region, lost) = (Regions[rollBack ? random.Next(Regions.Length) : 0], rollBack && random.Next(4) == 0);
                try
                {
                    Note(await writer.Write(session =>
                    {
                        var serial = serials.Next(session, region, day);
                        return lost ? throw new OperationCanceledException() : serial;
                    }));
                }
                catch (Exception ended) when (rollBack && ended is OperationCanceledException or SerialsExhausted)
                {
                    // Not committed: nobody has it.
                }
            }
        }
        SqliteConnection.ClearAllPools();
    }

    void Note(string serial) => doubled += given.Add(serial) ? 0 : 1;

    string Copy(string name)
    {
        var copy = Path.Combine(folder, name);
        File.Copy(Path.Combine(folder, "adapter.db"), copy);
        return copy;
    }

    void PutBack(string copy)
    {
        foreach (var end in new[] { "-wal", "-shm" }) File.Delete(Path.Combine(folder, "adapter.db" + end));
        File.Copy(copy, Path.Combine(folder, "adapter.db"), overwrite: true);
    }
}
