using System.Text.Json.Nodes;
using Adapter.Contracts;
using Adapter.Simulator;
using Microsoft.Data.Sqlite;

namespace Adapter.Torture.Kills;

/// <summary>A ministry, a data directory, the people at work, and one adapter after another.</summary>
sealed class World : IAsyncDisposable
{
    /// <summary>What comes up late on a day behind the watermark is found by the repair alone.</summary>
    const int Days = 8;
    static readonly string[] Regions = ["370102", "370103"];
    static readonly TimeSpan Patience = Load.Of(TimeSpan.FromSeconds(60));

    readonly Binaries binaries;
    readonly string? bug;
    readonly string settings;
    readonly string key;
    readonly Driver driver;
    bool isKept;

    World(Binaries binaries, string? bug, int seed, string folder, Ministry ministry, (string Settings, string Key) made)
    {
        (this.binaries, this.bug, Folder, Ministry, Seed) = (binaries, bug, folder, ministry, seed);
        (settings, key) = made;
        driver = new(Book, Follower, Regions, seed);
    }

    public int Seed { get; }
    public string Folder { get; }
    public Ministry Ministry { get; }
    public Book Book { get; } = new();
    public Follower Follower { get; } = new();
    public List<Life> Lives { get; } = [];
    public string DataDirectory => Path.Combine(Folder, "data");
    public Driver Driver => driver;
    string HitsFile => Path.Combine(Folder, "hits.txt");

    /// <summary>What lives of the torture build have come by.</summary>
    public IReadOnlyList<string> Passed => File.Exists(HitsFile) ? File.ReadAllLines(HitsFile) : [];

    public static async Task<World> Open(Binaries binaries, int seed, string? bug = null, int applications = 12, IReadOnlyList<string>? regions = null)
    {
        var folder = Scratch.Make($"{seed}{bug}");
        var ministry = await Ministry.Open(new SimulatorOptions { Regions = regions ?? Regions, Applications = applications, Days = Days, Seed = seed, RegistrationNeeded = true });
        var settings = SettingsFile.Write(folder, ministry.Address, regions ?? Regions, pageSize: applications > 1000 ? 500 : 20);
        using var keys = Daemon.Start(binaries.Of(released: true), ["keys", "add", "torture", "--scope", "read,pull,submit,review,operate", "--json", "--settings", settings], folder, new Dictionary<string, string>());
        if (!await keys.Ends(Patience) || keys.ExitCode != 0) throw new InvalidOperationException($"no key could be made: {keys.Said}");
        var made = keys.Said.Split('\n').First(line => line.StartsWith('{'));
        return new(binaries, bug, seed, folder, ministry, (settings, (string)JsonNode.Parse(made)!["key"]!));
    }

    public Daemon Start(Ending ending)
    {
        // A world with a planted bug has it in every life.
        var released = ending.IsReleased && bug is null;
        var environment = new Dictionary<string, string>();
        // A bug is to be seen in what lies in the log: there it stays.
        if (!released) (environment["FP_FAST"], environment["FP_CHECKPOINT"], environment["FP_BUG"]) = ("1", bug is null ? "20" : "8000", bug ?? "");
        if (!released) environment["FP_HITS"] = HitsFile;
        if (ending.Ahead > TimeSpan.Zero) environment["FP_CLOCK"] = $"{ending.Ahead.TotalSeconds}";
        if (ending.Way == Way.Failpoint) (environment["FP_NAME"], environment["FP_AFTER"], environment["FP_ACT"]) = (ending.Failpoint, $"{ending.After}", ending.Act);
        return Daemon.Start(binaries.Of(released), ["run", "--settings", settings], Folder, environment);
    }

    /// <summary>Follows the events to their end.</summary>
    public async Task Follow(LocalApi api)
    {
        for (var shown = -1; shown < Follower.Shown.Count;)
        {
            shown = Follower.Shown.Count;
            await Follower.Follow(api, CancellationToken.None);
        }
    }

    /// <summary>Another program has the write lock for so long, and what is given meanwhile waits.</summary>
    public async Task Hold(TimeSpan time, Func<Task>? meanwhile = null)
    {
        Task work;
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(DataDirectory, "adapter.db")};Pooling=False;Default Timeout=30"))
        {
            await connection.OpenAsync();
            await using var transaction = connection.BeginTransaction(deferred: false);
            work = meanwhile?.Invoke() ?? Task.CompletedTask;
            await Task.Delay(time);
        }
        await work;
    }

    /// <summary>The verb beside the daemon that ends in the midst of its work.</summary>
    public Daemon StartBackup(string file) => Daemon.Start(binaries.Of(released: false), ["backup", file, "--settings", settings], Folder,
        new Dictionary<string, string> { ["FP_NAME"] = Failpoints.MidBackup, ["FP_FAST"] = "1" });

    public LocalApi Api(Uri address) => new(address, key);

    /// <summary>Its folder stays, for whoever looks into it.</summary>
    public void Keep()
    {
        isKept = true;
        Progress.Say($"{Folder} is kept");
    }

    public async ValueTask DisposeAsync()
    {
        await Ministry.DisposeAsync();
        if (!isKept) Directory.Delete(Folder, recursive: true);
    }
}
