using Adapter.Settings;

namespace Adapter.Store;

/// <summary>Work that goes on by itself, over a restart too.</summary>
sealed record JobRow
{
    public long Id { get; init; }
    public required string Type { get; init; }
    /// <summary>running, done or stopped.</summary>
    public string State { get; init; } = JobState.Running;
    public required string Reason { get; init; }
    /// <summary>So many rows go first; the rest when all of them were delivered. 0 = no trial. The first step where there is a limit.</summary>
    public long Canary { get; init; }
    public long Total { get; init; }
    /// <summary>How many rows, from the first, were dealt with.</summary>
    public long Released { get; init; }
    /// <summary>For a person: what was left out, or why it stopped.</summary>
    public string? Message { get; init; }
    public string CreatedAt { get; init; } = "";
    public string? EndedAt { get; init; }

    /// <summary>Account, key or user; "" where it is not known.</summary>
    public string BegunBy { get; init; } = "";
    /// <summary>1 = a person made it wait.</summary>
    public long Paused { get; init; }
    /// <summary>It stops by itself when more than this share of what has an outcome failed. <see cref="NoLimit"/> = never.</summary>
    public long LimitPercent { get; init; } = NoLimit;
    /// <summary>1 = it waits until another person has approved it.</summary>
    public long NeedsSecond { get; init; }
    public string? ApprovedBy { get; init; }
    public string? ApprovedAt { get; init; }

    public const long NoLimit = 100;

    /// <summary>Nobody has approved yet what a second person must approve.</summary>
    public bool IsAwaiting => NeedsSecond == 1 && ApprovedBy is null;
}

static class JobState
{
    public const string Running = "running";
    public const string Done = "done";
    public const string Stopped = "stopped";
}

/// <summary>What became of the rows of a job that were released.</summary>
sealed record JobOutcomes
{
    public long Delivered { get; init; }
    public long Failed { get; init; }
    /// <summary>Neither delivered nor failed, nor stopped by a person.</summary>
    public long Open { get; init; }
}

/// <summary>Jobs and the uploads that each is about, in their order.</summary>
sealed class Jobs(AdapterSettings settings, TimeProvider time)
{
    // What lies further back says nothing about how it goes now, and would make each step slower than the one before.
    const long RowsLookedAt = 10_000;

    /// <summary>Many uploads at once from the desk are begun by one person and approved by another.</summary>
    public bool NeedsSecond(Actor by, long count) => by.Door == Actor.Desk && settings.Desk.BulkLimit > 0 && count > settings.Desk.BulkLimit;

    public JobRow Begin(Session session, JobRow job, IReadOnlyList<long> uploads)
    {
        job = job with { Total = uploads.Count, Canary = Math.Min(job.Canary, uploads.Count), CreatedAt = Stamp.Of(time.GetUtcNow()) };
        job = job with { Id = session.One<long>(Sql.Insert, job) };
        session.Execute(Sql.InsertPace, job);
        for (var place = 0; place < uploads.Count; place++)
            session.Execute(Sql.InsertRow, new { job.Id, place = place + 1L, upload = uploads[place] });
        return job;
    }

    public JobRow? Find(Session session, long id) => session.One<JobRow>(Sql.Find, new { id });

    public IReadOnlyList<JobRow> Running(Session session) => session.All<JobRow>(Sql.Running);

    /// <summary>Newest first, older than one; those alone all of whose uploads lie in these regions, null = everywhere.</summary>
    public IReadOnlyList<JobRow> List(Session session, IReadOnlyList<string>? regions, long before, int limit) =>
        session.All<JobRow>(Sql.List, new { regions = RegionCodes.Listed(regions), before, limit });

    /// <summary>Where its uploads lie.</summary>
    public IReadOnlyList<string> Regions(Session session, long id) => session.All<string>(Sql.Regions, new { id });

    /// <summary>Jobs that an upload is in, oldest first.</summary>
    public IReadOnlyList<JobRow> OfUpload(Session session, long uploadId) => session.All<JobRow>(Sql.OfUpload, new { uploadId });

    /// <summary>What became of the last of those that were released.</summary>
    public JobOutcomes Outcomes(Session session, JobRow job) =>
        session.One<JobOutcomes>(Sql.Outcomes, new { job.Id, after = job.Released - RowsLookedAt, job.Released })!;

    /// <summary>Its uploads behind one place up to another.</summary>
    public IReadOnlyList<UploadRow> Rows(Session session, long id, long after, long until) =>
        session.All<UploadRow>(Sql.Rows, new { id, after, until });

    /// <summary>How many of its uploads are in which state now.</summary>
    public IReadOnlyDictionary<string, long> States(Session session, long id) =>
        session.All<StateCount>(Sql.States, new { id }).ToDictionary(count => count.State, count => count.Number);

    /// <summary>How many of the trial's uploads are not delivered.</summary>
    public long Undelivered(Session session, JobRow job) => session.One<long>(Sql.Undelivered, job);

    /// <summary>The first of the trial's uploads that will not be delivered by itself.</summary>
    public UploadRow? Broken(Session session, JobRow job) => session.One<UploadRow>(Sql.Broken, job);

    /// <summary>Hashes of the persons whose uploads it is about.</summary>
    public IReadOnlyList<string> Persons(Session session, long id) => session.All<string>(Sql.Persons, new { id });

    public void Release(Session session, long id, long released) => session.Execute(Sql.Release, new { id, released });

    public void End(Session session, long id, string state, string? message) =>
        session.Execute(Sql.End, new { id, state, message, at = Stamp.Of(time.GetUtcNow()) });

    /// <summary>False when it is so already, or has ended.</summary>
    public bool Pause(Session session, long id, bool paused) => session.Execute(Sql.Pause, new { id, paused = paused ? 1L : 0L }) > 0;

    /// <summary>False when that is done, or not needed, or it has ended.</summary>
    public bool Approve(Session session, long id, string by) => session.Execute(Sql.Approve, new { id, by, at = Stamp.Of(time.GetUtcNow()) }) > 0;

    internal static class Sql
    {
        const string Job = """
            j.*, p.begun_by, p.paused, p.limit_percent, p.needs_second, p.approved_by, p.approved_at
            from job j left join job_pace p on p.job_id = j.id
            """;
        const string IsRunning = "exists (select 1 from job j where j.id = job_pace.job_id and j.state = 'running')";
        public const string InsertPace = """
            insert into job_pace (job_id, begun_by, paused, limit_percent, needs_second) values (@Id, @BegunBy, @Paused, @LimitPercent, @NeedsSecond)
            """;
        public const string Pause = $"update job_pace set paused = @paused where job_id = @id and paused <> @paused and {IsRunning}";
        public const string Approve = $"""
            update job_pace set approved_by = @by, approved_at = @at where job_id = @id and needs_second = 1 and approved_by is null and {IsRunning}
            """;
        public const string List = $"""
            select {Job} where j.id < @before and (@regions is null or not exists (
              select 1 from job_row r join upload u on u.id = r.upload_id where r.job_id = j.id and @regions not like '%,' || u.AAB301 || ',%'))
            order by j.id desc limit @limit
            """;
        public const string Regions = "select distinct u.AAB301 from job_row j join upload u on u.id = j.upload_id where j.job_id = @id";
        public const string OfUpload = $"select {Job} where j.id in (select job_id from job_row where upload_id = @uploadId) order by j.id";
        public const string Outcomes = """
            select coalesce(sum(case when u.state = 'delivered' then 1 else 0 end), 0) as delivered,
              coalesce(sum(case when u.state = 'failed' then 1 else 0 end), 0) as failed,
              coalesce(sum(case when u.state in ('delivered', 'failed', 'discarded') then 0 else 1 end), 0) as open
            from job_row j join upload u on u.id = j.upload_id where j.job_id = @Id and j.place > @after and j.place <= @Released
            """;
        public const string Insert = """
            insert into job (type, state, reason, canary, total, message, created_at)
            values (@Type, @State, @Reason, @Canary, @Total, @Message, @CreatedAt) returning id
            """;
        public const string InsertRow = "insert into job_row (job_id, place, upload_id) values (@Id, @place, @upload)";
        public const string Find = $"select {Job} where j.id = @id";
        public const string Running = $"select {Job} where j.state = 'running' order by j.id";
        public const string Rows = """
            select u.* from job_row j join upload u on u.id = j.upload_id
            where j.job_id = @id and j.place > @after and j.place <= @until order by j.place
            """;
        public const string States = """
            select u.state, count(*) as number from job_row j join upload u on u.id = j.upload_id where j.job_id = @id group by u.state
            """;
        public const string Persons = "select distinct u.person from job_row j join upload u on u.id = j.upload_id where j.job_id = @id and u.person is not null";
        public const string Undelivered = """
            select count(*) from job_row j join upload u on u.id = j.upload_id
            where j.job_id = @Id and j.place <= @Canary and u.state <> 'delivered'
            """;
        public const string Broken = """
            select u.* from job_row j join upload u on u.id = j.upload_id
            where j.job_id = @Id and j.place <= @Canary and u.state in ('failed', 'discarded') order by j.place limit 1
            """;
        public const string Release = "update job set released = @released where id = @id and state = 'running'";
        public const string End = """
            update job set state = @state, message = coalesce(@message, message), ended_at = @at where id = @id and state = 'running'
            """;
    }

    sealed record StateCount
    {
        public required string State { get; init; }
        public long Number { get; init; }
    }
}
