namespace Adapter.Simulator;

/// <summary>Every fault by its stable name.</summary>
static class FaultTable
{
    public static readonly IReadOnlyList<string> Uploads = ["SYDJ1002", "SYDJ1003"];
    public static readonly IReadOnlyList<string> Downloads = ["SYDJ1001"];
    public static readonly IReadOnlyList<string> WithRows = ["SYDJ1001", "SYDJ1002", "SYDJ1003", "SYDJ1004"];

    public static IReadOnlyList<Fault> All { get; } =
        [.. RefusalFaults.All, .. PageFaults.All, .. RowFaults.All, .. BodyFaults.All, .. SealFaults.All, .. ReplyFaults.All];

    static readonly Dictionary<string, int> Places =
        All.Select((fault, place) => (fault.Name, place)).ToDictionary(fault => fault.Name, fault => fault.place);

    public static int Place(Fault fault) => Places[fault.Name];

    /// <exception cref="FormatException">No such name; the text lists the names.</exception>
    public static Fault Find(string name) => Places.TryGetValue(name, out var place)
        ? All[place]
        : throw new FormatException($"没有名为 {name} 的故障 (no such fault)。可用 (names): {string.Join(' ', All.Select(fault => fault.Name))}");
}
