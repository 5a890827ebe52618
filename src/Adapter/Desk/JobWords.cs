using Adapter.Delivery;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>How far a replay is, in a clerk's words.</summary>
static class JobWords
{
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

    public static string PaceOf(JobRow job) => Ladder.Of(job) is not { Count: > 0 } steps ? "一次全部"
        : Ladder.IsLimited(job) ? $"逐级 {string.Join("、", steps)} 条，再全部；失败占比超过 {job.LimitPercent}% 自动停下"
        : $"先试传 {job.Canary} 条，全部成功后再上传其余的";
}
