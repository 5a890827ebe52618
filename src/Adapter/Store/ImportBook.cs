namespace Adapter.Store;

/// <summary>Imports by their jobs.</summary>
sealed class ImportBook(TimeProvider time)
{
    public void Add(Session session, ImportRow row) => session.Execute(Sql.Insert, row with { At = Now });

    public ImportRow? Find(Session session, long job) => session.One<ImportRow>(Sql.Find, new { job });

    /// <summary>The job that a command began for this very file and has not ended; null when there is none.</summary>
    public ImportRow? Unfinished(Session session, string kind, string digest, string map, bool isTrial) =>
        session.One<ImportRow>(Sql.Unfinished, new { kind, digest, map, trial = isTrial ? 1L : 0L });

    /// <summary>How far it is.</summary>
    public void Keep(Session session, ImportRow row) => session.Execute(Sql.Keep, row with { At = Now });

    /// <summary>The places of imports that have not ended.</summary>
    public IReadOnlyList<ImportRow> Open(Session session) => session.All<ImportRow>(Sql.Open);

    public string? EndOf(Session session, string place) => session.One<string>(Sql.EndOf, new { place });

    /// <summary>How many of what it made are in which state now. What other imports made meanwhile may be among those that wait.</summary>
    public IReadOnlyDictionary<string, long> States(Session session, ImportRow row)
    {
        var states = new Dictionary<string, long>();
        if (row.FirstUpload is null) return states;
        states[UploadState.Waiting] = session.One<long>(Sql.Waiting, new { deadline = UploadRow.Backfill, row.FirstUpload, row.LastUpload });
        foreach (var state in new[] { UploadState.Sending, UploadState.Unknown, UploadState.Failed, UploadState.Discarded })
            states[state] = session.One<long>(Sql.InState, new { state, row.FirstUpload, row.LastUpload, row.Origin });
        states[UploadState.Delivered] = Math.Max(0, row.Taken - states.Values.Sum());
        return states.Where(state => state.Value > 0).ToDictionary();
    }

    string Now => Stamp.Of(time.GetUtcNow());

    internal static class Sql
    {
        public const string Insert = """
            insert into job_import (job_id, kind, ending, digest, map, place, door, regions, stage, ends_after_check, translated, at)
            values (@JobId, @Kind, @Ending, @Digest, @Map, @Place, @Door, @Regions, @Stage, @EndsAfterCheck, @Translated, @At)
            """;
        public const string Find = "select * from job_import where job_id = @job";
        public const string Unfinished = """
            select i.* from job_import i join job j on j.id = i.job_id
            where i.digest = @digest and i.kind = @kind and i.map = @map and i.door = 'shell' and i.ends_after_check = @trial and j.state = 'running'
            order by i.job_id limit 1
            """;
        public const string Keep = """
            update job_import set stage = @Stage, taken = @Taken, known = @Known, conflicts = @Conflicts, faulty = @Faulty, report = @Report,
              first_upload = @FirstUpload, last_upload = @LastUpload, at = @At
            where job_id = @JobId
            """;
        public const string Open = "select i.* from job j join job_import i on i.job_id = j.id where j.state = 'running'";
        public const string EndOf = "select coalesce(j.ended_at, '') from job_import i join job j on j.id = i.job_id where i.place = @place";
        public const string Waiting = """
            select count(*) from lane l join upload u on u.kind = l.kind and u.AAB301 = l.AAB301
            where u.state = 'waiting' and u.deadline = @deadline and u.id >= @FirstUpload and u.id <= @LastUpload
            """;
        public const string InState = $"""
            select count(*) from upload where {Outbox.Sql.IsStanding} and state = @state and id >= @FirstUpload and id <= @LastUpload and origin = @Origin
            """;
    }
}
