using Adapter.Store;
using Adapter.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Adapter.Tests.Store;

/// <summary>
/// A file that the program has made is damaged at seeded places: the damage is reported, or every row of every table reads
/// as before. ADAPTER_FLIPS sets the number of flipped bits.
/// </summary>
public sealed class CorruptionTests(ITestOutputHelper output) : IAsyncLifetime
{
    static readonly int Flips = int.TryParse(Environment.GetEnvironmentVariable("ADAPTER_FLIPS"), out var flips) ? flips : 400;

    readonly StoreUnderTest store = new();
    FilledStore filled = null!;
    byte[] bytes = [];
    string before = "";

    public async Task InitializeAsync()
    {
        filled = new(store);
        await filled.Fill();
        bytes = filled.Close();
        before = filled.Read();
        Assert.Equal([], Found());
    }

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public void A_flipped_bit_is_reported_or_changes_nothing() => Suffer(Flips, random => Flipped(random.Next(bytes.Length), random.Next(8)));

    [Fact]
    public void A_truncated_file_is_reported() => Suffer(300, random => bytes[..random.Next(bytes.Length)]);

    [Fact]
    public void A_page_of_zeros_is_reported_or_changes_nothing() => Suffer(300, random =>
    {
        var damaged = bytes.ToArray();
        damaged.AsSpan(random.Next(bytes.Length / 8192) * 8192, 8192).Clear();
        return damaged;
    });

    // What SQLite itself sees of it; without our seals these would be read as if nothing were.
    [Fact]
    public void Of_flipped_bits_sqlite_alone_lets_some_through()
    {
        var silent = 0;
        var random = new Random(5);
        for (var flip = 0; flip < 60; flip++)
        {
            filled.Put(Flipped(random.Next(bytes.Length), random.Next(8)));
            try
            {
                using var connection = store.Database.Open();
                if (connection.ExecuteScalar<string>("pragma integrity_check") == "ok" && filled.Read() != before) silent++;
            }
            catch (SqliteException)
            {
                // Seen.
            }
        }
        Assert.InRange(silent, 5, 60);
    }

    void Suffer(int times, Func<Random, byte[]> damage)
    {
        var random = new Random(16);
        var (reported, harmless) = (0, 0);
        var silent = new List<int>();
        for (var time = 0; time < times; time++)
        {
            filled.Put(damage(random));
            if (Found().Count > 0) reported++;
            else if (Reads(before)) harmless++;
            else silent.Add(time);
        }
        output.WriteLine($"{times} of {bytes.Length} bytes: {reported} reported, {harmless} harmless, {silent.Count} silent");
        Assert.Empty(silent);
        Assert.InRange(reported, times / 2, times);
    }

    /// <summary>As the start and the check behind it look, on a program that has just been started.</summary>
    IReadOnlyList<Damage> Found()
    {
        try
        {
            if (StoreHeader.IsEmpty(store.Database.File)) return [new("adapter.db", null, "empty")];
            var found = store.Get<FullCheck>().Run(store.AtOnce);
            return found.Count > 0 ? found : store.Get<StartCheck>().Run();
        }
        catch (SqliteException problem)
        {
            return [Damage.Unreadable("adapter.db", problem)];
        }
    }

    bool Reads(string expected)
    {
        try
        {
            return filled.Read() == expected;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    byte[] Flipped(int at, int bit)
    {
        var damaged = bytes.ToArray();
        damaged[at] ^= (byte)(1 << bit);
        return damaged;
    }
}
