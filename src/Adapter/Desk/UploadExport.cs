using Adapter.Contracts;
using Adapter.Files;
using Adapter.Hosting;
using Adapter.People;
using Adapter.Review;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>The books that an export is made of.</summary>
sealed record ExportBooks(Database Database, Writer Writer, Jobs Jobs, AuditLog Audit, Agreement Agreement);

/// <summary>The job that was ordered, or the stable id of what stands in the way.</summary>
sealed record ExportAnswer(long? Job, string Code = "");

/// <summary>A table to be fetched; null with the stable id of why it is not given.</summary>
sealed record ExportFile(byte[]? Bytes, string Name, string Code = "");

/// <summary>
/// Uploads with their whole content as a table, for who ordered it: with a purpose, within what a person may take in a
/// day, and many of them only when another has agreed. Nothing lies on the disk: it is made when it is fetched.
/// </summary>
sealed class UploadExport(ExportBooks books, JobRuns runs, AdapterSettings settings, TimeProvider time)
{
    /// <summary>So long a table can be fetched once it is agreed to.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>How many more records a person may take out today.</summary>
    public long Left(string account) => books.Database.Read(session => Left(session, account));

    /// <param name="by">Who takes it out.</param>
    /// <param name="keys">Of one kind, where the person may operate.</param>
    /// <param name="purpose">What for.</param>
    public async Task<ExportAnswer> Order(Actor by, IReadOnlyList<UploadKey> keys, string purpose)
    {
        if (keys.Select(key => key.Kind).Distinct().Count() != 1) return new(null, "export.kind");
        var answer = await books.Writer.Write<ExportAnswer>(session =>
        {
            if (keys.Count <= Left(session, by.Name))
                return new(runs.Begin(session, by, new() { Type = JobType.Export, Reason = purpose, Wanted = keys[0].Kind }, keys).Id);
            books.Audit.Add(session, by, new() { Action = JobType.Export, Object = keys[0].Kind, Detail = $"{keys.Count}：{purpose}", Result = "export.quota" });
            return new(null, "export.quota");
        });
        // What needs nobody is there at once.
        if (answer.Job is { } id) await runs.Step(id);
        return answer;
    }

    /// <summary>Until when the job's table can be fetched by who ordered it; null when it cannot.</summary>
    public DateTimeOffset? OpenUntil(JobRow job, string account) =>
        job is { Type: JobType.Export, State: JobState.Done, EndedAt: { } ended } && job.BegunBy == account && Stamp.Parse(ended) + Kept is var until && time.GetUtcNow() < until ? until : null;

    /// <summary>The table; that it was taken stands in the log before it leaves.</summary>
    public async Task<ExportFile> Take(Clerk clerk, long id)
    {
        var (job, regions) = books.Database.Read(session => (books.Jobs.Find(session, id), books.Jobs.Regions(session, id)));
        if (job is null) return new(null, "", "job.not-found");
        if (OpenUntil(job, clerk.Account) is null) return new(null, "", "export.over");
        if (!regions.All(region => clerk.May(Right.Operate, region))) return new(null, "", "right.missing");
        await books.Writer.Write(session => books.Audit.Add(session, clerk.Actor, new() { Action = JobType.Export, Object = $"job/{id}", Detail = $"取走表格 {job.Total} 条：{job.Why}" }, books.Jobs.Persons(session, id)));
        var (kind, now) = (books.Agreement.Kind(job.Wanted!), time.GetUtcNow());
        var rows = books.Database.Read(session => books.Jobs.Rows(session, id, 0, job.Total));
        using var bytes = new MemoryStream();
        UploadWorkbook.Write(bytes, kind, rows, new(clerk.Account, Stamp.Shown(Stamp.Of(now)), $"{job.Reason}（任务 {id}）"));
        return new(bytes.ToArray(), $"{kind.Title}-{ChinaTime.Of(now):yyyyMMdd-HHmm}.xlsx");
    }

    long Left(Session session, string account) =>
        Math.Max(0, settings.Desk.ExportLimit - books.Jobs.Ordered(session, account, JobType.Export, Stamp.Midnight(ChinaTime.Date(time.GetUtcNow()))));
}
