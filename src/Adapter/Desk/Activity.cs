using System.Globalization;
using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>How much was done on each of the last days. Follows the events: each is counted once, however often a page asks.</summary>
sealed class Activity(Database database, Situation situation, TimeProvider time)
{
    public const int Days = 30;

    readonly Lock gate = new();
    readonly Dictionary<(DateOnly Day, int Hour, string Type, string AAB301), long> counts = [];
    long reached;

    public IReadOnlyList<DateOnly> LastDays => [.. Enumerable.Range(0, Days).Select(step => Today.AddDays(step - Days + 1))];

    /// <summary>Of each of <see cref="LastDays"/>, in these regions; null = all.</summary>
    public IReadOnlyList<double> Of(IReadOnlyList<string>? regions, params string[] types)
    {
        Follow();
        lock (gate)
        {
            var sums = counts.Where(count => types.Contains(count.Key.Type) && regions?.Contains(count.Key.AAB301) != false)
                .GroupBy(count => count.Key.Day).ToDictionary(day => day.Key, day => (double)day.Sum(count => count.Value));
            return [.. LastDays.Select(day => sums.GetValueOrDefault(day))];
        }
    }

    /// <summary>How many of a type there were in the present hour and the one before it.</summary>
    public long Lately(IReadOnlyList<string>? regions, string type)
    {
        Follow();
        var now = ChinaTime.Of(time.GetUtcNow());
        var before = now.AddHours(-1);
        lock (gate)
            return counts.Where(count => count.Key.Type == type && regions?.Contains(count.Key.AAB301) != false
                && ((count.Key.Day, count.Key.Hour) == (Day(now), now.Hour) || (count.Key.Day, count.Key.Hour) == (Day(before), before.Hour))).Sum(count => count.Value);
    }

    DateOnly Today => ChinaTime.Date(time.GetUtcNow());

    void Follow()
    {
        lock (gate)
        {
            var since = Stamp.Midnight(Today.AddDays(1 - Days));
            if (reached == 0) reached = database.Read(session => situation.LastEventBefore(session, since));
            foreach (var count in database.Read(session => situation.Events(session, reached, since)))
            {
                var at = ChinaTime.Of(DateTimeOffset.ParseExact(count.Hour, "yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
                var key = (Day(at), at.Hour, count.Type, count.AAB301);
                counts[key] = counts.GetValueOrDefault(key) + count.Number;
                reached = Math.Max(reached, count.Seq);
            }
            foreach (var old in counts.Keys.Where(key => key.Day < Today.AddDays(-Days)).ToList()) counts.Remove(old);
        }
    }

    static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.DateTime);
}
