namespace Adapter.Store;

/// <summary>A place in the queue: what the row there is sorted by, in this order. <c>First</c> is "" where the deadline comes first.</summary>
sealed record QueuePlace(string First = "", string Deadline = "", string ADC201 = "");

/// <summary>The orders of the queue. Whatever comes first, the rest is by deadline and number; only what was received is by when.</summary>
static class QueueOrder
{
    public const string Deadline = "deadline";
    public const string Received = "received";
    public const string Region = "region";
    /// <summary>数据需核实 first, then 疑点提示, then the rest.</summary>
    public const string Findings = "findings";

    public static IReadOnlyList<string> All { get; } = [Deadline, Received, Region, Findings];

    public static QueuePlace PlaceOf(string order, QueueRow row) => PlaceOf(order, row.AAB301, row.ReceivedAt, PartOf(row.Flagged, row.Findings), row.Deadline, row.ADC201);

    public static QueuePlace PlaceOf(string order, ApplicationRow row) => PlaceOf(order, row.AAB301, row.ReceivedAt, PartOf(row.Flagged, row.Findings), row.Deadline, row.ADC201);

    static QueuePlace PlaceOf(string order, string region, string receivedAt, int part, string deadline, string number) => order switch
    {
        Received => new(receivedAt, "", number),
        Region => new(region, deadline, number),
        Findings => new($"{part}", deadline, number),
        _ => new("", deadline, number),
    };

    // As the partial indexes of the schema have it.
    static int PartOf(long flagged, string findings) => flagged == 1 ? 0 : findings != "[]" ? 1 : 2;
}
