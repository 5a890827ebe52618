using Adapter.Simulator;

namespace Adapter.Torture.Kills;

/// <summary>A row that the ministry received, with the message that carried it.</summary>
sealed record Sent(JournalEntry Entry, JournalRow Row)
{
    public string Key => $"{Row.Kind}/{Row.AAB301}/{Row.AAZ341}";

    static readonly string[] Good = ["00000000", "40000001"];
    static readonly string[] Harmless = ["slow", "reversed-rows", "exists-same", "claim-on-read", "shifting-pages"];

    /// <summary>The ministry has done its part, and the whole answer that says so has left: the adapter can know.</summary>
    public bool IsClean => Entry is { Outcome: not Outcome.Unclear, Status: 200, ReturnResult: "0000" } && Row.Answered && Good.Contains(Row.Code)
        && Entry.Faults.All(Harmless.Contains);
}

/// <summary>All that is known of a world at its end, from every side.</summary>
sealed record Evidence
{
    public required Books Ministry { get; init; }
    public required Book Book { get; init; }
    public required Follower Follower { get; init; }
    public required Held Held { get; init; }
    public required IReadOnlyList<Life> Lives { get; init; }
    public required IReadOnlyList<JournalEntry> Journal { get; init; }
    public required string Metrics { get; init; }
    public required IReadOnlyList<string> Passed { get; init; }
    /// <summary>Name -> text of all that the adapter has put out.</summary>
    public required IReadOnlyDictionary<string, string> Traces { get; init; }

    /// <summary>Every row that came, in the order of arrival.</summary>
    public IReadOnlyList<Sent> Sends => field ??= [.. Journal.SelectMany(entry => entry.Rows.Select(row => new Sent(entry, row)))];

    public static Evidence Of(World world, string metrics)
    {
        var logs = Directory.Exists(Path.Combine(world.DataDirectory, "logs")) ? Directory.GetFiles(Path.Combine(world.DataDirectory, "logs")) : [];
        return new()
        {
            Ministry = world.Ministry.Books,
            Book = world.Book,
            Follower = world.Follower,
            Held = Held.Read(world.DataDirectory),
            Lives = world.Lives,
            Journal = world.Ministry.Books.Journal.After(0, int.MaxValue),
            Metrics = metrics,
            Passed = world.Passed,
            Traces = logs.ToDictionary(file => Path.GetFileName(file), File.ReadAllText)
                .Append(KeyValuePair.Create("output", string.Join('\n', world.Lives.Select(life => life.Said))))
                .Append(KeyValuePair.Create("metrics", metrics)).ToDictionary(),
        };
    }
}
