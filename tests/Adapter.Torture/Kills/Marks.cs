namespace Adapter.Torture.Kills;

/// <summary>What a world has seen of the coverage marks.</summary>
static class Marks
{
    const string Clamped = "waits lay further ahead";

    public static IEnumerable<(string Mark, long Count)> Of(Evidence evidence) =>
    [
        ("duplicate-same", evidence.Sends.Count(send => send.Row.Code == "40000001")),
        ("duplicate-different", evidence.Sends.Count(send => send.Row.Code == "40000002")),
        ("repair found a lost row", evidence.Held.Repaired),
        ("partial batch", evidence.Journal.Count(entry => entry.Code == "00000001" || (entry.Rows.Any(row => row.Answered) && entry.Rows.Any(row => !row.Answered)))),
        ("checkpoint during send", evidence.Passed.Count(line => line == "checkpoint during send")),
        ("clock clamp used", evidence.Traces.Values.Sum(text => text.AsSpan().Count(Clamped))),
    ];
}
