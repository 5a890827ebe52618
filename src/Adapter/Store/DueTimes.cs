namespace Adapter.Store;

/// <summary>
/// Instants in the store further ahead than anything is ever put off: the clock was ahead when they were written, or has
/// been set back since. What was tried or is to go at once is due now; what is held for a time of day keeps it within one
/// day; what a person decides stays.
/// </summary>
sealed class DueTimes(TimeProvider time)
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="longest">The longest pause after an attempt.</param>
    public bool AnyAhead(Session session, TimeSpan longest) => session.One<long>(Sql.Ahead, Values(longest)) > 0;

    /// <summary>Returns how many were too far ahead.</summary>
    public int Clamp(Session session, TimeSpan longest)
    {
        var values = Values(longest);
        var held = session.All<HeldRow>(Sql.Held, values);
        foreach (var row in held) session.Execute(Sql.Hold, new { row.Id, dueAt = WithinADay(row.DueAt) });
        session.Execute(Sql.ClampOpen, values);
        return held.Count + session.Execute(Sql.ClampTried, values) + session.Execute(Sql.ClampBatches, values);
    }

    object Values(TimeSpan longest)
    {
        var now = time.GetUtcNow();
        return new { now = Stamp.Of(now), latest = Stamp.Of(now + longest), tomorrow = Stamp.Of(now + Day), Stamp.Never };
    }

    string WithinADay(string dueAt)
    {
        var now = time.GetUtcNow();
        return Stamp.Of(now + TimeSpan.FromTicks((Stamp.Parse(dueAt) - now).Ticks % Day.Ticks));
    }

    internal static class Sql
    {
        const string Tried = $"state = 'waiting' and (class is not null or why in ('', '{Outbox.Freed}')) and due_at > @latest and due_at < @Never";
        const string Untried = $"state = 'waiting' and class is null and why not in ('', '{Outbox.Freed}') and due_at > @tomorrow and due_at < @Never";
        const string OpenBatch = "state = 'unknown' and due_at > @latest and due_at < @Never";
        public const string Ahead = $"""
            select 1 from batch where {OpenBatch} union all select 1 from upload where {Tried} union all select 1 from upload where {Untried} limit 1
            """;
        public const string ClampBatches = $"update batch set due_at = @now where {OpenBatch}";
        public const string ClampTried = $"update upload set due_at = @now where {Tried}";
        public const string ClampOpen = $"update upload set due_at = @now where {Outbox.Sql.IsStanding} and state = 'unknown' and due_at > @latest and due_at < @Never";
        public const string Held = $"select id, due_at from upload where {Untried}";
        public const string Hold = "update upload set due_at = @dueAt where id = @Id";
    }

    sealed record HeldRow
    {
        public long Id { get; init; }
        public required string DueAt { get; init; }
    }
}
