using Adapter.Contracts;

namespace Adapter.Simulator;

/// <summary>Faults in front of the work: nothing is done.</summary>
static class RefusalFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new()
        {
            Name = "maintenance",
            Chinese = "每日维护时段：from 至 until（北京时间）内一律拒绝",
            English = "daily maintenance window, China time: nothing is taken between from and until",
            Parameters = ["from=22:00", "until=06:00", "code=9999 (ReturnResult, or an HTTP status)", "text"],
            Outcome = Outcome.Depends,
            When = (setting, now) => Within(setting, TimeOnly.FromDateTime(ChinaTime.Of(now).DateTime)),
            Refuse = hit => Draft.Refusal(hit.Code("9999"), hit.Setting.Text ?? "系统维护中，请稍后访问"),
        },
        new()
        {
            Name = "http-5xx",
            Chinese = "HTTP 5xx，未处理",
            English = "an HTTP status of 500 and more, nothing done",
            Parameters = ["code=503"],
            Outcome = Outcome.Unclear,
            Instead = hit => Reply.Html(hit.Status(503), "服务暂不可用"),
        },
        new()
        {
            Name = "no-answer",
            Chinese = "未处理，不作答，连接中断",
            English = "nothing done, no answer: the connection ends",
            Outcome = Outcome.Unclear,
            Instead = _ => new() { Bytes = [], CutAfter = 0 },
        },
        new()
        {
            Name = "http-429",
            Chinese = "HTTP 429，带 Retry-After，未处理",
            English = "HTTP 429 with Retry-After (ms, rounded up to seconds), nothing done",
            Parameters = ["ms=1000"],
            Instead = hit => Reply.Html(429, "请求过于频繁") with { RetryAfter = hit.Ms(1000) },
        },
        new()
        {
            Name = "html",
            Chinese = "HTTP 200，正文为网页，未处理",
            English = "200 with a web page, nothing done",
            Outcome = Outcome.Unclear,
            Instead = _ => Reply.Html(200, "统一认证登录"),
        },
        new()
        {
            Name = "clock-skew",
            Chinese = "平台时钟偏差 ms 毫秒：超过五分钟时拒绝（1003），应答时间亦偏",
            English = "the platform's clock is ms ahead: 1003 when more than five minutes, its own times are off too",
            Parameters = ["ms=600000"],
            Skew = hit => hit.Ms(600_000),
        },
        new()
        {
            Name = "return-result",
            Chinese = "报文头 ReturnResult 为 code，未处理",
            English = "ReturnResult as given by code, nothing done",
            Parameters = ["code=9999", "text"],
            Refuse = hit => Draft.Refusal(hit.Code("9999"), hit.Setting.Text ?? "系统繁忙"),
        },
        new()
        {
            Name = "message-without-code",
            Chinese = "只有中文提示、没有 CODE，未处理",
            English = "a Chinese message without a CODE, nothing done",
            Parameters = ["text=请求过于频繁，请稍后再试"],
            Outcome = Outcome.Depends,
            Refuse = hit => Draft.Answer("", hit.Setting.Text ?? "请求过于频繁，请稍后再试"),
        },
        new()
        {
            Name = "batch-failure",
            Chinese = "整批失败：CODE 为 code，没有 Rows，一行未入库",
            English = "all or nothing: CODE as given, no Rows, no row applied",
            Parameters = ["code=90000001"],
            Interfaces = FaultTable.Uploads,
            Refuse = hit => Draft.Answer(hit.Code("90000001"), "整批处理失败"),
        },
    ];

    static bool Within(FaultSetting setting, TimeOnly now) =>
        now.IsBetween(Clock(setting.From ?? "22:00"), Clock(setting.Until ?? "06:00"));

    static TimeOnly Clock(string text) => TimeOnly.ParseExact(text, "HH:mm");
}
