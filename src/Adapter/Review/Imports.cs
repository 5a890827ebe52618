using Adapter.Contracts;
using Adapter.Files;
using Adapter.Hosting;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>A file that is to be taken in.</summary>
sealed record ImportOrder
{
    public required Kind Kind { get; init; }
    public required ImportSurvey Survey { get; init; }
    /// <summary>The ending of its name: .csv.</summary>
    public required string Ending { get; init; }
    public FieldMap Map { get; init; } = FieldMap.None;
    /// <summary>The folder of its files (<see cref="ImportFiles"/>).</summary>
    public required string Place { get; init; }
    public string Stage { get; init; } = ImportStage.Take;
    /// <summary>Nothing comes after the check.</summary>
    public bool IsTrial { get; init; }
    /// <summary>Where who orders it may; null = everywhere.</summary>
    public IReadOnlyList<string>? Regions { get; init; }
}

/// <summary>Begins imports, and lets those go on that wait for a person's word.</summary>
sealed class Imports(Writer writer, Jobs jobs, ImportBook book, AuditLog audit)
{
    const string Reason = "导入历史数据";

    public Task<JobRow> Begin(Actor by, ImportOrder order) => writer.Write(session =>
    {
        var (kind, survey) = (order.Kind, order.Survey);
        var job = jobs.Begin(session, new() { Type = JobType.Import, Reason = order.IsTrial ? $"{Reason}（试算）" : Reason, Total = survey.Rows, BegunBy = by.Name, Wanted = kind.Name });
        book.Add(session, new()
        {
            JobId = job.Id,
            Kind = kind.Name,
            Ending = order.Ending,
            Digest = survey.Digest,
            Map = order.Map.Text,
            Place = order.Place,
            Door = by.Door,
            Regions = RegionCodes.Listed(order.Regions),
            Stage = order.Stage,
            EndsAfterCheck = order.IsTrial ? 1 : 0,
            Translated = TranslatedCounts.Of(survey.Tally),
        });
        audit.Add(session, by, new() { Action = JobType.Import, Object = $"job/{job.Id}", Detail = $"{survey.Rows}：{kind.Name} {survey.Digest[..16]}{(order.IsTrial ? "，试算" : "")}" });
        return job;
    });

    /// <summary>What was checked is taken from now on; many from the desk when another person has agreed.</summary>
    public async Task<ControlAnswer> Start(Actor by, long id) => await writer.Write<ControlAnswer>(session =>
    {
        var (job, import) = (jobs.Find(session, id), book.Find(session, id));
        if (job is null || import is null) return new(null, "job.not-found");
        var code = job.State != JobState.Running ? "job.ended" : import.Stage != ImportStage.Ready ? "import.not-ready" : "";
        audit.Add(session, by, new() { Action = "import.start", Object = $"job/{id}", Result = AuditRow.ResultOf(code) });
        if (code != "") return new(null, code);
        book.Keep(session, import.Anew() with { Stage = ImportStage.Take });
        jobs.Release(session, id, 0);
        if (jobs.NeedsSecond(by, job.Total)) jobs.NeedSecond(session, id);
        session.AfterCommit(jobs.Wake.Set);
        return new(jobs.Find(session, id));
    });
}
