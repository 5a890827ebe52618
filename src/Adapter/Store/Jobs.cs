using Adapter.Settings;

namespace Adapter.Store;

/// <summary>What became of the rows of a job that were released.</summary>
sealed record JobOutcomes
{
    public long Delivered { get; init; }
    public long Failed { get; init; }
    /// <summary>Neither delivered nor failed, nor stopped by a person.</summary>
    public long Open { get; init; }
}

/// <summary>Jobs and the uploads that each is about, in their order.</summary>
sealed class Jobs(AdapterSettings settings, ImportFiles files, TimeProvider time)
{
    /// <summary>Wakes early what goes on with them.</summary>
    public Signal Wake { get; } = new();

    /// <summary>One has ended; by its number.</summary>
    public event Action<long>? Ended;

    // What lies further back says nothing about how it goes now, and would make each step slower than the one before.
    const long RowsLookedAt = 10_000;

    /// <summary>Many uploads at once from the desk are begun by one person and approved by another.</summary>
    public bool NeedsSecond(Actor by, long count) => by.Door == Actor.Desk && settings.Desk.BulkLimit > 0 && count > settings.Desk.BulkLimit;

    /// <summary>One that is about no uploads yet.</summary>
    public JobRow Begin(Session session, JobRow job)
    {
        job = job with { CreatedAt = Stamp.Of(time.GetUtcNow()) };
        job = job with { Id = session.One<long>(Sql.Insert, job) };
        session.Execute(Sql.InsertPace, job);
        if (job.Wanted is not null) session.Execute(Sql.InsertOrder, job);
        session.AfterCommit(Wake.Set);
        return job;
    }

    public JobRow Begin(Session session, JobRow job, IReadOnlyList<long> uploads)
    {
        job = Begin(session, job with { Total = uploads.Count, Canary = Math.Min(job.Canary, uploads.Count) });
        for (var place = 0; place < uploads.Count; place++)
            session.Execute(Sql.InsertRow, new { job.Id, place = place + 1L, upload = uploads[place] });
        return job;
    }

    public JobRow? Find(Session session, long id) => session.One<JobRow>(Sql.Find, new { id });

    public IReadOnlyList<JobRow> Running(Session session) => session.All<JobRow>(Sql.Running);

    /// <summary>Newest first, older than one; those alone all of whose uploads lie in these regions, and imports that are for just these; null = everywhere.</summary>
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

    /// <summary>One of its uploads was left as it is.</summary>
    /// <param name="session">The step's own.</param>
    /// <param name="id">The job.</param>
    /// <param name="code">The stable id of what stood in the way.</param>
    public void Refuse(Session session, long id, string code) => session.Execute(Sql.Refuse, new { id, code });

    /// <summary>How many of its uploads were left as they are, by the stable id of what stood in the way.</summary>
    public IReadOnlyDictionary<string, long> Refusals(Session session, long id) =>
        session.All<CodeCount>(Sql.Refusals, new { id }).ToDictionary(count => count.Code, count => count.Number);

    /// <summary>How many uploads a person's jobs of a type were about since an instant; those that were stopped do not count.</summary>
    public long Ordered(Session session, string account, string type, string since) => session.One<long>(Sql.Ordered, new { account, type, since });

    /// <summary>What was handed in for it goes.</summary>
    public void End(Session session, long id, string state, string? message)
    {
        session.Execute(Sql.End, new { id, state, message, at = Stamp.Of(time.GetUtcNow()) });
        var place = session.One<string>(Sql.PlaceOf, new { id });
        session.AfterCommit(() =>
        {
            if (place is not null) files.RemoveSource(place);
            Ended?.Invoke(id);
        });
    }

    /// <summary>False when it is so already, or has ended.</summary>
    public bool Pause(Session session, long id, bool paused) => session.Execute(Sql.Pause, new { id, paused = paused ? 1L : 0L }) > 0;

    /// <summary>From now on it waits until another person has approved it.</summary>
    public void NeedSecond(Session session, long id) => session.Execute(Sql.NeedSecond, new { id });

    /// <summary>False when that is done, or not needed, or it has ended.</summary>
    public bool Approve(Session session, long id, string by) => session.Execute(Sql.Approve, new { id, by, at = Stamp.Of(time.GetUtcNow()) }) > 0;

    internal static class Sql
    {
        const string Job = """
            j.*, p.begun_by, p.paused, p.limit_percent, p.needs_second, p.approved_by, p.approved_at, o.wanted
            from job j left join job_pace p on p.job_id = j.id left join job_order o on o.job_id = j.id
            """;
        const string IsRunning = "exists (select 1 from job j where j.id = job_pace.job_id and j.state = 'running')";
        public const string InsertPace = """
            insert into job_pace (job_id, begun_by, paused, limit_percent, needs_second) values (@Id, @BegunBy, @Paused, @LimitPercent, @NeedsSecond)
            """;
        public const string Ordered = """
            select coalesce(sum(j.total), 0) from job_pace p join job j on j.id = p.job_id
            where p.begun_by = @account and j.type = @type and j.created_at >= @since and j.state <> 'stopped'
            """;
        public const string InsertOrder = "insert into job_order (job_id, wanted) values (@Id, @Wanted)";
        public const string Refuse = """
            insert into job_refusal (job_id, code, number) values (@id, @code, 1)
            on conflict (job_id, code) do update set number = job_refusal.number + 1
            """;
        public const string Refusals = "select code, number from job_refusal where job_id = @id order by code";
        public const string Pause = $"update job_pace set paused = @paused where job_id = @id and paused <> @paused and {IsRunning}";
        public const string NeedSecond = "update job_pace set needs_second = 1 where job_id = @id and approved_by is null";
        public const string Approve = $"""
            update job_pace set approved_by = @by, approved_at = @at where job_id = @id and needs_second = 1 and approved_by is null and {IsRunning}
            """;
        public const string List = $"""
            select {Job} where j.id < @before and (@regions is null or (not exists (
              select 1 from job_row r join upload u on u.id = r.upload_id where r.job_id = j.id and @regions not like '%,' || u.AAB301 || ',%')
              and not exists (select 1 from job_import i where i.job_id = j.id and (i.regions is null or i.regions <> @regions))))
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
            select u.* from job_row j join whole_upload u on u.id = j.upload_id
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
            select u.* from job_row j join whole_upload u on u.id = j.upload_id
            where j.job_id = @Id and j.place <= @Canary and u.state in ('failed', 'discarded') order by j.place limit 1
            """;
        public const string PlaceOf = "select place from job_import where job_id = @id";
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

    sealed record CodeCount
    {
        public required string Code { get; init; }
        public long Number { get; init; }
    }
}
