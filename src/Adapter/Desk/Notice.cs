using Adapter.Api;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>Something that is wrong now in one region, and that a person should know of.</summary>
/// <param name="Subject">What it is about: one of the constants of this record.</param>
/// <param name="AAB301">Where; "" = it is of no region.</param>
/// <param name="Cause">What kind of trouble. Another cause is another notice, and is shown though this one is laid aside.</param>
/// <param name="Number">How many hours, uploads or applications; 0 where nothing is counted.</param>
/// <param name="Since">Since when, or when the oldest is of; null = not known.</param>
public sealed record Notice(string Subject, string AAB301, string Cause, long Number = 0, string? Since = null)
{
    public const string Ministry = "ministry";
    public const string Store = "store";
    public const string Damaged = "damaged";
    public const string Held = "held";
    public const string Hours = "hours";
    public const string Quiet = "quiet";
    public const string Failed = "failed";
    public const string Unknown = "unknown";
    public const string Overdue = "overdue";
}

/// <summary>The same trouble in some regions, as one line. Silenced: who laid it aside, why and until when; empty = nobody.</summary>
public sealed record NoticeGroup(string Subject, string Cause, IReadOnlyList<Notice> Members, IReadOnlyList<SilenceRow> Silenced)
{
    public IReadOnlyList<string> Regions => [.. Members.Select(member => member.AAB301).Where(code => code != "")];

    public long Number => Members.Sum(member => member.Number);

    public string? Since => Members.Min(member => member.Since);

    public bool IsSilenced => Silenced.Count > 0;

    public string Text => Subject switch
    {
        Notice.Ministry => $"部平台{MinistryWords(Cause)}{From}",
        Notice.Store when Cause == Notice.Damaged => "数据库有损坏，已暂停下载和上传，请运维人员用 adapter doctor 检查",
        Notice.Store => Problems.Title($"store.{Cause}"),
        Notice.Held => $"恢复过旧备份，上传已暂停{From}，请运维人员执行 adapter reconcile 核对",
        Notice.Hours => $"漏下载 {Number} 小时：{Cause}",
        Notice.Quiet => $"往常有申请，{Since} 之后一份也没有，请向该地区和部平台核实",
        Notice.Failed => $"{UploadWords.Of(UploadState.Failed, Cause)} {Number} 条，最早 {Stamp.Shown(Since)}",
        Notice.Unknown => $"结果待确认 {Number} 条，最早 {Stamp.Shown(Since)}",
        _ => $"已超期 {Number} 件",
    };

    /// <summary>The page where it is dealt with; null = none of this desk.</summary>
    public string? Path => Subject switch
    {
        Notice.Hours or Notice.Quiet => "/downloads",
        Notice.Failed => (new UploadQuery { Class = Cause == "" ? null : Cause, Region = Regions is [var one] ? one : null }).ToUrl(),
        Notice.Unknown => new UploadQuery { State = UploadState.Unknown }.ToUrl(),
        Notice.Overdue => "/review?due=overdue",
        _ => null,
    };

    string From => Since is null ? "" : $"（{Stamp.Shown(Since)} 起）";

    /// <summary>What the state of the ministry is called.</summary>
    public static string MinistryWords(string state) => state switch
    {
        "answering" => "正常",
        "silent" => "不应答",
        "not-let-in" => "鉴权未通过，请联系运维",
        "refusing" => "拒绝或限流",
        _ => "尚未联系",
    };
}
