using Adapter.Contracts;
using Adapter.Delivery;
using Adapter.Review;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>What a job does and how far it is, in a clerk's words.</summary>
static class JobWords
{
    public const string NeedsSecond = "条数超过限额，需另一位运维人员同意后才开始。";

    public static string UrlOf(long id) => $"/uploads/jobs/{id}";

    /// <summary>Its act: 停止上传.</summary>
    public static string TitleOf(JobRow job) => AuditWords.Of(job.Type);

    public static string Of(JobRow job) => job switch
    {
        { State: JobState.Done } => "已办完",
        { State: JobState.Stopped } => "已停下",
        { IsAwaiting: true } => "待另一人同意",
        { Paused: 1 } => "已暂停",
        _ => "办理中",
    };

    public static string Tone(JobRow job) => job switch
    {
        { State: JobState.Done } => "good",
        { State: JobState.Stopped } => "bad",
        { IsAwaiting: true } or { Paused: 1 } => "doubt",
        _ => "plain",
    };

    /// <summary>How it goes on, or what it changes; null when its title says all.</summary>
    public static string? HowOf(Agreement agreement, JobRow job) => job.Type switch
    {
        JobType.Replay => PaceOf(job),
        JobType.Export or JobType.Import => agreement.Kind(job.Wanted!).Title,
        JobType.Mend => ChangeOf(agreement, CodeChange.Read(job.Wanted!)),
        _ => null,
    };

    static string ChangeOf(Agreement agreement, CodeChange change) =>
        agreement.Kinds.Where(kind => kind.IsUpload).Select(kind => kind.Find(change.Field)).OfType<Field>().FirstOrDefault() is { } field
            ? $"{field.Name} {field.Code}：{CodeText.Of(field, change.Is)} → {CodeText.Of(field, change.Becomes)}"
            : $"{change.Field}：{change.Is} → {change.Becomes}";

    static string PaceOf(JobRow job) => Ladder.Of(job) is not { Count: > 0 } steps ? "一次全部"
        : Ladder.IsLimited(job) ? $"逐级 {string.Join("、", steps)} 条，再全部；失败占比超过 {job.LimitPercent}% 自动停下"
        : $"先试传 {job.Canary} 条，全部成功后再上传其余的";
}
