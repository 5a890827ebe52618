using Adapter.Review;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>What a call takes. Closed: a member that does not stand here is refused.</summary>
sealed record ReceivedBody
{
    public required IReadOnlyList<string> ADC201 { get; init; }
}

/// <summary>How many were not marked before.</summary>
sealed record ReceivedView(int Marked);

sealed record DecisionBody
{
    /// <summary>审核结果：1 通过，2 不通过。</summary>
    public string? AAE540 { get; init; }
    /// <summary>审核不通过原因。</summary>
    public string? AAE360 { get; init; }
    /// <summary>经办人。</summary>
    public string? AAE011 { get; init; }
    /// <summary>经办日期 yyyyMMdd，默认今天。</summary>
    public string? AAE036 { get; init; }
    /// <summary>系统流水号；本系统分配流水号的，可不填。</summary>
    public string? AAZ341 { get; init; }
    /// <summary>对申请项目的更正：指标编码 → 值。</summary>
    public IReadOnlyDictionary<string, string?>? Corrections { get; init; }
    /// <summary>已由审核人确认的规则：policy.refusal、policy.ground、application.missing。</summary>
    public IReadOnlyList<string>? Confirm { get; init; }
    /// <summary>审核人所看到的申请版本；与现存版本不同时不受理（409）。不填则不核对。</summary>
    public long? Version { get; init; }

    public Decision ToDecision() => new()
    {
        AAE540 = AAE540,
        AAE360 = AAE360,
        AAE011 = AAE011,
        AAE036 = AAE036,
        AAZ341 = AAZ341,
        Corrections = Corrections ?? new Dictionary<string, string?>(),
        Confirm = Confirm ?? [],
        Version = Version,
    };
}

sealed record CorrectionBody
{
    /// <summary>更正的项目：指标编码 → 值。</summary>
    public required IReadOnlyDictionary<string, string?> Fields { get; init; }
    /// <summary>更正的理由。</summary>
    public required string Reason { get; init; }
    /// <summary>已确认的规则；另有conflict.ours：已与部平台核对，同一流水号下的不同内容是本地先前上传的，作为更正上传。</summary>
    public IReadOnlyList<string>? Confirm { get; init; }

    /// <exception cref="Fault">The reason says nothing.</exception>
    public Correction ToCorrection() => new() { Fields = Fields, Reason = Reason.Given(), Confirm = Confirm ?? [] };
}

sealed record ReasonBody
{
    public required string Reason { get; init; }
}

sealed record ReplayBody
{
    /// <summary>类别/行政区划代码/系统流水号。</summary>
    public IReadOnlyList<string>? Keys { get; init; }
    public ReplayFilterBody? Filter { get; init; }
    /// <summary>小批试传：先上传这么多条，全部成功后再上传其余的。</summary>
    public int? Canary { get; init; }
    /// <summary>试算：不实际上传。</summary>
    public bool? DryRun { get; init; }
    public required string Reason { get; init; }
}

sealed record ReplayFilterBody
{
    public string? State { get; init; }
    public string? Kind { get; init; }
    public string? Region { get; init; }
    public string? Rule { get; init; }
    public string? Code { get; init; }
    /// <summary>报送日期 yyyy-MM-dd，含当日。</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    public UploadFilter ToFilter() => new() { State = State, Kind = Kind, Region = Region, Rule = Rule, Code = Code, From = From, To = To };
}

sealed record SearchBody
{
    /// <summary>号码或姓名。</summary>
    public string? Q { get; init; }
    public string? AAC002 { get; init; }
    public string? AAC044 { get; init; }
    public string? AAC003 { get; init; }
    /// <summary>按姓名查找时必填。</summary>
    public string? Region { get; init; }
    /// <summary>报送日期 yyyy-MM-dd，按姓名查找时必填。</summary>
    public string? Day { get; init; }
}
