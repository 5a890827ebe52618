namespace Adapter.Desk;

/// <summary>A record as a clerk has written it so far, by field code.</summary>
public sealed class RecordForm
{
    public Dictionary<string, string> Values { get; set; } = [];
    public HashSet<string> Confirmed { get; set; } = [];
}
