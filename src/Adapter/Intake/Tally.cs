using Adapter.Store;

namespace Adapter.Intake;

/// <summary>What the records of a page turned out to be.</summary>
sealed class Tally
{
    public long Fresh { get; set; }
    public long Known { get; set; }
    public long Changed { get; set; }
    public long Flagged { get; set; }
    /// <summary>Of the fresh ones those that should have been here already.</summary>
    public long Repaired { get; set; }
    /// <summary>Applications that the platform changed after they were decided here.</summary>
    public List<string> ChangedAfterDecision { get; } = [];

    /// <summary>Records that could only be kept as they came, seen for the first time: their row on the page and why.</summary>
    public List<(int RowNo, string Reason)> Unreadable { get; } = [];

    public RunRow AddTo(RunRow run, int rows) => run with
    {
        Received = run.Received + rows,
        Fresh = run.Fresh + Fresh,
        Known = run.Known + Known,
        Changed = run.Changed + Changed,
        Flagged = run.Flagged + Flagged,
        Repaired = run.Repaired + Repaired,
    };
}
