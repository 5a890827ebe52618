namespace Adapter.Simulator;

/// <summary>Faults in what a page of applications holds.</summary>
static class PageFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new()
        {
            Name = "claim-on-read",
            Chinese = "下载即领取：只给待审核的，给过的不再给（指定 ADC201 时除外）",
            English = "claim on read: only what was 待审核, whatever QueryScope says; what was given is not given again (asked by ADC201 it is)",
            Interfaces = FaultTable.Downloads,
            Page = (_, wish) => wish with { Claim = true },
        },
        new()
        {
            Name = "shifting-pages",
            Chinese = "翻页错位：本页之前少了 rows 行，TotalCount 随之变化",
            English = "shifting pages: rows fell out before this page, TotalCount is less by as many",
            Parameters = ["rows=1"],
            Interfaces = FaultTable.Downloads,
            Page = (hit, wish) => wish with { Shift = hit.Setting.Rows ?? 1 },
        },
    ];
}
