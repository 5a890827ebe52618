namespace Adapter.Store;

/// <summary>What one shift tells the next.</summary>
public sealed record ShiftNoteRow
{
    public long Id { get; init; }
    /// <summary>The region that it is about; "" = all of them.</summary>
    public required string AAB301 { get; init; }
    /// <summary>Key of the upload that it is about; null = none.</summary>
    public string? Upload { get; init; }
    public required string Text { get; init; }
    public required string WrittenBy { get; init; }
    public required string WrittenAt { get; init; }
    public string? DoneBy { get; init; }
    public string? DoneAt { get; init; }
}

/// <summary>The notes of the shifts: written, done once, never removed.</summary>
sealed class ShiftNotes
{
    public long Add(Session session, ShiftNoteRow row) => session.One<long>(Sql.Add, row);

    public ShiftNoteRow? Find(Session session, long id) => session.One<ShiftNoteRow>(Sql.Find, new { id });

    /// <summary>False when it was done before.</summary>
    public bool Done(Session session, long id, string by, string at) => session.Execute(Sql.Done, new { id, by, at }) == 1;

    /// <summary>Not yet done, oldest first, of these regions and of all together; null = everywhere.</summary>
    public IReadOnlyList<ShiftNoteRow> Open(Session session, IReadOnlyList<string>? regions) =>
        session.All<ShiftNoteRow>(Sql.Open, new { regions = RegionCodes.Listed(regions) });

    /// <summary>Done since an instant, newest first.</summary>
    public IReadOnlyList<ShiftNoteRow> DoneSince(Session session, IReadOnlyList<string>? regions, string since) =>
        session.All<ShiftNoteRow>(Sql.DoneSince, new { regions = RegionCodes.Listed(regions), since });

    internal static class Sql
    {
        const string Seen = "(@regions is null or AAB301 = '' or @regions like '%,' || AAB301 || ',%')";
        public const string Add = """
            insert into shift_note (AAB301, upload, text, written_by, written_at) values (@AAB301, @Upload, @Text, @WrittenBy, @WrittenAt) returning id
            """;
        public const string Find = "select * from shift_note where id = @id";
        public const string Done = "update shift_note set done_by = @by, done_at = @at where id = @id and done_at is null";
        public const string Open = $"select * from shift_note where done_at is null and {Seen} order by id";
        public const string DoneSince = $"select * from shift_note where done_at >= @since and {Seen} order by done_at desc, id desc limit 100";
    }
}
