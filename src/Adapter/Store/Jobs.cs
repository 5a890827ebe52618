namespace Adapter.Store;

/// <summary>Work that goes on by itself, over a restart too.</summary>
sealed record JobRow
{
    public long Id { get; init; }
    public required string Type { get; init; }
    /// <summary>running, done or stopped.</summary>
    public string State { get; init; } = JobState.Running;
    public required string Reason { get; init; }
    /// <summary>So many rows go first; the rest when all of them were delivered. 0 = no trial.</summary>
    public long Canary { get; init; }
    public long Total { get; init; }
    /// <summary>How many rows, from the first, were dealt with.</summary>
    public long Released { get; init; }
    /// <summary>For a person: what was left out, or why it stopped.</summary>
    public string? Message { get; init; }
    public string CreatedAt { get; init; } = "";
    public string? EndedAt { get; init; }
}

static class JobState
{
    public const string Running = "running";
    public const string Done = "done";
    public const string Stopped = "stopped";
}

/// <summary>Jobs and the uploads that each is about, in their order.</summary>
sealed class Jobs(TimeProvider time)
{
    public JobRow Begin(Session session, JobRow job, IReadOnlyList<long> uploads)
    {
        job = job with { Total = uploads.Count, Canary = Math.Min(job.Canary, uploads.Count), CreatedAt = Stamp.Of(time.GetUtcNow()) };
        job = job with { Id = session.One<long>(Sql.Insert, job) };
        for (var place = 0; place < uploads.Count; place++)
            session.Execute(Sql.InsertRow, new { job.Id, place = place + 1L, upload = uploads[place] });
        return job;
    }

    public JobRow? Find(Session session, long id) => session.One<JobRow>(Sql.Find, new { id });

    public IReadOnlyList<JobRow> Running(Session session) => session.All<JobRow>(Sql.Running);

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

    internal static class Sql
    {
        public const string Insert = """
            insert into job (type, state, reason, canary, total, message, created_at)
            values (@Type, @State, @Reason, @Canary, @Total, @Message, @CreatedAt) returning id
            """;
        public const string InsertRow = "insert into job_row (job_id, place, upload_id) values (@Id, @place, @upload)";
        public const string Find = "select * from job where id = @id";
        public const string Running = "select * from job where state = 'running' order by id";
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
