using Adapter.Store;

namespace Adapter.Hosting;

/// <summary>Begins the acts on many uploads that go on by themselves, and does them a step at a time.</summary>
sealed class JobRuns(Database database, Writer writer, Books books, Jobs jobs, IEnumerable<IJobStep> types)
{
    readonly Dictionary<string, IJobStep> steps = types.ToDictionary(step => step.Type);

    /// <summary>Wakes the loop early.</summary>
    public Signal Wake => jobs.Wake;

    public bool NeedsSecond(Actor by, long count) => jobs.NeedsSecond(by, count);

    /// <summary>An act on the newest versions of these.</summary>
    /// <param name="by">Who orders it.</param>
    /// <param name="job">Its type, reason and what it wants.</param>
    /// <param name="keys">Of uploads; one that there is not is left out.</param>
    public Task<JobRow> Begin(Actor by, JobRow job, IReadOnlyList<UploadKey> keys) => writer.Write(session => Begin(session, by, job, keys));

    public Task<JobRow> Begin(Actor by, JobRow job, IReadOnlyList<long> uploads) => writer.Write(session => Begin(session, by, job, uploads));

    public JobRow Begin(Session session, Actor by, JobRow job, IReadOnlyList<UploadKey> keys) =>
        Begin(session, by, job, [.. keys.Select(key => books.Outbox.Latest(session, key.Kind, key.AAB301, key.AAZ341)?.Id).OfType<long>()]);

    JobRow Begin(Session session, Actor by, JobRow job, IReadOnlyList<long> uploads)
    {
        job = jobs.Begin(session, job with { BegunBy = by.Name, NeedsSecond = jobs.NeedsSecond(by, uploads.Count) ? 1 : 0 }, uploads);
        books.Audit.Add(session, by, new() { Action = job.Type, Object = $"job/{job.Id}", Detail = $"{job.Total}：{job.Reason}" }, jobs.Persons(session, job.Id));
        return job;
    }

    public IReadOnlyList<JobRow> Running() => database.Read(jobs.Running);

    /// <summary>The job after the step; not moved when there was nothing to do for it.</summary>
    public Task<(bool Moved, JobRow Job)> Step(long id) => writer.Write(session => (Step(session, id), jobs.Find(session, id)!), yields: true);

    bool Step(Session session, long id) =>
        jobs.Find(session, id) is { State: JobState.Running, Paused: 0, IsAwaiting: false } job && steps[job.Type].Step(session, job);
}
