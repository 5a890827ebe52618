namespace Adapter.Simulator;

/// <summary>One message as it came in and what became of it.</summary>
sealed class JournalEntry
{
    public long Seq { get; set; }
    public required DateTimeOffset At { get; init; }
    public required string Interface { get; init; }
    public string MessageId { get; set; } = "";
    /// <summary>Hex SM3 of the plain MessageBody.</summary>
    public string BodySm3 { get; set; } = "";
    /// <summary>The same MessageId and body came before and got the stored answer.</summary>
    public bool Replayed { get; set; }
    /// <summary>HTTP status sent; 0 = none.</summary>
    public int Status { get; set; }
    public string ReturnResult { get; set; } = "";
    public string Code { get; set; } = "";
    public IReadOnlyList<string> Faults { get; set; } = [];
    /// <summary>clear, unclear (no client can know what was done) or depends (on the client's tolerance).</summary>
    public Outcome Outcome { get; set; }
    public IReadOnlyList<JournalRow> Rows { get; set; } = [];
}

/// <summary>One row of an upload: what came, what was answered, whether it was written.</summary>
sealed class JournalRow
{
    public required string Kind { get; init; }
    public required string AAB301 { get; init; }
    public required string AAZ341 { get; init; }
    public required string ADC201 { get; init; }
    public required string ContentSm3 { get; init; }
    public required string OperFlag { get; init; }
    /// <summary>The row's CODE as the platform found it; "" when the row was not looked at.</summary>
    public string Code { get; set; } = "";
    public bool Applied { get; set; }
    /// <summary>False when the answer that left said nothing of this row.</summary>
    public bool Answered { get; set; }
}

/// <summary>Every message ever received, in the order of arrival.</summary>
sealed class Journal
{
    readonly Lock door = new();
    readonly List<JournalEntry> entries = [];

    public void Add(JournalEntry entry)
    {
        lock (door)
        {
            entry.Seq = entries.Count + 1;
            entries.Add(entry);
        }
    }

    public IReadOnlyList<JournalEntry> After(long seq, int limit)
    {
        lock (door) return [.. entries.Skip((int)Math.Max(0, seq)).Take(limit)];
    }
}
