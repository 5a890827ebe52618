using Adapter.Contracts;
using Adapter.Store;
using Adapter.Wire;

namespace Adapter.Intake;

/// <summary>Reads and judges the records of a page. Pure but for the person's hash: it holds up no transaction.</summary>
sealed class Arrivals(Agreement agreement, Validation validation, Deadlines deadlines, Persons persons, TimeProvider time)
{
    readonly Kind kind = agreement.Application;

    /// <param name="region">The region that was asked for.</param>
    /// <param name="rows">Each a record of its own: what one of them does is no other's harm.</param>
    public IReadOnlyList<Arrival> Read(string region, IReadOnlyList<ReadOnlyMemory<byte>> rows)
    {
        var today = ChinaTime.Date(time.GetUtcNow());
        return [.. rows.Select((raw, place) => Read(region, raw, place + 1, today))];
    }

    /// <summary>A record that can be kept only as it came, with the kind of what went wrong.</summary>
    public Arrival Failed(int rowNo, ReadOnlyMemory<byte> raw, Exception failure) => new()
    {
        RowNo = rowNo,
        Raw = raw.ToArray(),
        Message = Message.Unreadable(kind),
        Findings = [agreement.Find("malformed", kind, "")],
        Digest = "",
        Deadline = default,
        Failure = $"failed: {failure.GetType().Name}",
    };

    Arrival Read(string region, ReadOnlyMemory<byte> raw, int rowNo, DateOnly today)
    {
        try
        {
            return Judge(region, raw, rowNo, today);
        }
        catch (Exception failure) when (RecordFault.Is(failure))
        {
            return Failed(rowNo, raw, failure);
        }
    }

    Arrival Judge(string region, ReadOnlyMemory<byte> raw, int rowNo, DateOnly today)
    {
        var message = MessageReader.Read(kind, raw.Span);
        Failpoint.Hit("dl.row_parsed");
        var findings = validation.Check(message, today);
        return new()
        {
            RowNo = rowNo,
            Raw = raw.ToArray(),
            Message = message,
            Findings = IsStray(region, message) ? FindingText.Sorted(kind, findings.Append(Stray).Distinct()) : findings,
            Digest = ContentDigest.Of(message),
            Person = persons.HashOf(message),
            Deadline = deadlines.Of(message, today),
        };
    }

    // Another region than the one asked for, on-line or not: a person looks at it.
    static bool IsStray(string region, Message message) => !message.IsEmpty("AAB301") && message["AAB301"] != region;

    Finding Stray => agreement.Find("region.offline", kind, "AAB301");
}
