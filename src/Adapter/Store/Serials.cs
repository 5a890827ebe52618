using Adapter.Settings;

namespace Adapter.Store;

/// <summary>
/// Allocates AAZ341 where the caller gives none: region (6) + yyMMdd (6) + sequence (6). A program takes blocks that no
/// program took before, by the database and by a file beside it, and uses each alone: so no serial is given twice, not
/// after a crash, nor when an old copy of the database is put back, nor when Serial:From-To change. Gaps are harmless.
/// </summary>
sealed class Serials(AdapterSettings settings, SerialFile file)
{
    const long LargestBlock = 50;

    readonly Dictionary<(string Region, DateOnly Day), (SerialBlock Block, long Last)> ours = [];

    /// <summary>On the writer alone.</summary>
    /// <exception cref="SerialsExhausted">The reserved range of this region and day is used up.</exception>
    public string Next(Session session, string AAB301, DateOnly day)
    {
        var (block, last) = ours.TryGetValue((AAB301, day), out var open) && open.Last < open.Block.Until ? open : (Reserve(session, AAB301, day), 0);
        last = Math.Max(last + 1, block.First);
        // With every number of it, so that the block stands wherever one of its numbers does.
        session.Execute(Sql.Take, new { AAB301, day = Stamp.Day(day), block.First, block.Until });
        ours[(AAB301, day)] = (block, last);
        return $"{AAB301}{day:yyMMdd}{last:D6}";
    }

    SerialBlock Reserve(Session session, string AAB301, DateOnly day)
    {
        var (name, from, to) = (Stamp.Day(day), settings.Serial.From ?? 1L, settings.Serial.To ?? 999_999L);
        var most = Math.Clamp((to - from + 1) / 100, 1, LargestBlock);
        var taken = session.All<SerialBlock>(Sql.Taken, new { AAB301, day = name }).Concat(file.Blocks(AAB301, name)).OrderBy(block => block.First).ToList();
        var start = session.One<string>(Sql.ScatteredUntil) is { } lost && string.CompareOrdinal(name, lost) <= 0
            ? from + Random.Shared.NextInt64((to - from + 1) / 2, to - from + 1)
            : from;
        var block = Free(taken, start, to, most) ?? Free(taken, from, to, most) ?? throw new SerialsExhausted(AAB301);
        file.Add(AAB301, name, block);
        return block;
    }

    static SerialBlock? Free(IEnumerable<SerialBlock> taken, long start, long to, long most)
    {
        var until = to;
        foreach (var block in taken.Where(block => block.Until >= start))
        {
            if (block.First > start)
            {
                until = block.First - 1;
                break;
            }
            start = Math.Max(start, block.Until + 1);
        }
        return start > to ? null : new() { First = start, Until = Math.Min(Math.Min(until, to), start + most - 1) };
    }

    internal static class Sql
    {
        public const string Taken = "select first, until from serial where AAB301 = @AAB301 and day = @day order by first";
        public const string Take = "insert into serial (AAB301, day, first, until) values (@AAB301, @day, @First, @Until) on conflict do nothing";
        /// <summary>The file was lost with the database: up to this day numbers are taken far from where they may have been.</summary>
        public const string ScatteredUntil = "select value from meta where name = 'serial-scattered-until'";
    }
}

sealed class SerialsExhausted(string region) : Exception($"Serial:From-To is used up for region {region} today");
