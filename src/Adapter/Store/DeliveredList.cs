namespace Adapter.Store;

/// <summary>What the platform has accepted: of every key the newest version that it took. Without what only a receipt tells of.</summary>
sealed class DeliveredList(Database database)
{
    const int RowsAtATime = 1000;

    /// <summary>In order of creation, a part at a time, each read by itself.</summary>
    /// <param name="kind">Of the records.</param>
    /// <param name="region">Null = everywhere.</param>
    /// <param name="from">China day of the acceptance; null = from the first.</param>
    /// <param name="to">The last such day; null = up to now.</param>
    public IEnumerable<IReadOnlyList<UploadRow>> Parts(string kind, string? region, DateOnly? from, DateOnly? to)
    {
        var (after, first, last) = (0L, from is { } day ? Stamp.Midnight(day) : "", to is { } until ? Stamp.Midnight(until.AddDays(1)) : Stamp.Never);
        while (database.Read(session => session.All<UploadRow>(Sql.Delivered, new { kind, region, first, last, after, limit = RowsAtATime })) is { Count: > 0 } part)
        {
            yield return part;
            after = part[^1].Id;
        }
    }

    internal static class Sql
    {
        public const string Delivered = """
            select * from whole_upload u where u.state = 'delivered' and u.id > @after and u.kind = @kind and (@region is null or u.AAB301 = @region)
              and u.settled_at >= @first and u.settled_at < @last and u.origin <> 'receipt' and not exists (
                select 1 from upload n where n.AAZ341 = u.AAZ341 and n.AAB301 = u.AAB301 and n.kind = u.kind and n.version > u.version and n.state = 'delivered')
            order by u.id limit @limit
            """;
    }
}
