using System.Security.Cryptography;
using System.Text.Json;
using Adapter.Contracts;

namespace Adapter.Store;

/// <summary>
/// Sees that an old copy of the store was put back, by whatever hand: the copy is marked as one, or the store is behind
/// its mark, of another history, or has no mark although it was in use. Then a new history begins, in which nothing is
/// sent until it was compared with the platform. No clock is asked.
/// </summary>
sealed class IncarnationGuard(Database database, Writer writer, MarkFile file, ReceiptFiles receipts, TimeProvider time)
{
    // More than a history can have gone on since its mark was last written: a backfill makes ten thousand events and more a second.
    const long Ahead = 1_000_000;
    // Where there is no mark: more than it can have gone on since any copy of it was made.
    const long FarAhead = 10_000_000;
    const string First = "first";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Before anything is sent. Returns the history that began now, null when it goes on.</summary>
    /// <param name="isDaemon">Counts as a start.</param>
    public async Task<Incarnation?> Begin(bool isDaemon)
    {
        var mark = file.Read();
        var last = await LastReceipt();
        if (mark is null && last is null && database.Read(session => Histories.Position(session).Starts == 0 && !Histories.IsCopy(session)))
        {
            mark = new() { Incarnation = NewId(), Number = 1 };
            file.Write(mark);
        }
        var began = await writer.Write(session => Judge(session, mark, last, isDaemon));
        Advance();
        return began is { Why: First } ? null : began;
    }

    /// <summary>Writes down how far the store is; what is read is durable already.</summary>
    public void Advance()
    {
        var mark = database.Read(session => Histories.Current(session) is { } current ? new Mark
        {
            Incarnation = current.Id,
            Number = current.Number,
            Position = Histories.Position(session),
            Owed = [.. Histories.Uncleared(session).SelectMany(open => open.LastReceipts).Distinct()],
        } : null);
        if (mark is not null) file.Write(mark);
    }

    // A place that hangs must not keep the daemon from its work.
    async Task<long?> LastReceipt()
    {
        try
        {
            return await Task.Run(receipts.LastSeq).WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    Incarnation? Judge(Session session, Mark? mark, long? last, bool isDaemon)
    {
        var (current, position) = (Histories.Current(session), Histories.Position(session));
        var why = WhyNew(session, mark, current, position, last);
        var began = why is null ? null : Next(session, mark, current, position, last ?? 0, why);
        if (isDaemon) Histories.Start(session);
        return began;
    }

    static string? WhyNew(Session session, Mark? mark, Incarnation? current, Position position, long? last)
    {
        if (Histories.IsCopy(session)) return "copy";
        if (mark is null) return "no-mark";
        if (current is null && mark.IsFresh) return First;
        if (mark.Position.Starts > position.Starts || mark.Position.Seq > position.Seq || mark.Position.Messages > position.Messages) return "behind";
        if (mark.Incarnation != current?.Id) return "other";
        return last > position.Accepted ? "receipts" : null;
    }

    Incarnation Next(Session session, Mark? mark, Incarnation? current, Position position, long last, string why)
    {
        var now = Stamp.Of(time.GetUtcNow());
        var next = new Incarnation
        {
            Number = Math.Max(mark?.Number ?? 0, current is null && why != First ? 1 : current?.Number ?? 0) + (why == First ? 0 : 1),
            Id = why == First ? mark!.Incarnation : NewId(),
            BaseSeq = position.Seq,
            BeganAt = now,
            Why = why,
            Owed = why == First ? "[]" : JsonSerializer.Serialize(Owed(mark, last).Distinct()),
            ClearedAt = why == First ? now : null,
        };
        Histories.Begin(session, next);
        if (why == First) return next;
        var lost = mark?.Position ?? position;
        var margin = mark is null ? FarAhead : Ahead;
        Histories.Jump(session, new()
        {
            Seq = Math.Max(Math.Max(position.Seq, lost.Seq), last) + margin,
            Messages = Math.Max(position.Messages, lost.Messages) + margin,
        }, now, database.IsSqlite);
        if (mark is null) Histories.ScatterSerials(session, ChinaTime.Date(time.GetUtcNow()));
        return next;
    }

    // Of a history without a mark nobody knows how far it came, unless receipts tell at least so much.
    static IEnumerable<long> Owed(Mark? mark, long last)
    {
        if (mark is null) yield return Histories.Unknown;
        else yield return mark.Position.Accepted;
        foreach (var owed in mark?.Owed ?? []) yield return owed;
        if (last > (mark?.Position.Accepted ?? 0)) yield return last;
    }

    static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
