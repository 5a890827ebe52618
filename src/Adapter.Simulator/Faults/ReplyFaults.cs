using System.Text;

namespace Adapter.Simulator;

/// <summary>Faults on the way back: the work is done.</summary>
static class ReplyFaults
{
    const int Gb18030 = 54936;

    public static IReadOnlyList<Fault> All { get; } =
    [
        new()
        {
            Name = "http-5xx-done",
            Chinese = "已处理，却答 HTTP 5xx",
            English = "the work is done, the answer is an HTTP status of 500 and more",
            Parameters = ["code=500"],
            Outcome = Outcome.Unclear,
            Reply = (hit, _) => Simulator.Reply.Html(hit.Status(500), "服务器内部错误"),
        },
        new()
        {
            Name = "gateway-json",
            Chinese = "已处理，却答网关格式的 JSON（HTTP 200）",
            English = "the work is done, the answer is 200 with a gateway's JSON",
            Outcome = Outcome.Unclear,
            Reply = (_, reply) => reply with { Bytes = Encoding.UTF8.GetBytes("""{"code":504,"msg":"网关超时","data":null,"success":false}""") },
        },
        new()
        {
            Name = "truncated-json",
            Chinese = "已处理，JSON 被截断（长度与正文相符）",
            English = "the work is done, the JSON ends in the middle and Content-Length agrees with it",
            Outcome = Outcome.Unclear,
            Reply = (_, reply) => reply with { Bytes = reply.Bytes[..(reply.Bytes.Length * 2 / 3)] },
        },
        new()
        {
            Name = "gbk-bytes",
            Chinese = "正文为 GBK（GB18030）字节，头部却说 UTF-8",
            English = "GBK (GB18030) bytes under a UTF-8 header",
            Outcome = Outcome.Depends,
            Reply = (_, reply) => reply with { Bytes = Encoding.Convert(Encoding.UTF8, CodePagesEncodingProvider.Instance.GetEncoding(Gb18030)!, reply.Bytes) },
        },
        new()
        {
            Name = "slow",
            Chinese = "已处理，ms 毫秒后才答",
            English = "the work is done, the answer comes after ms",
            Parameters = ["ms=2000"],
            Outcome = Outcome.Depends,
            Reply = (hit, reply) => reply with { Delay = hit.Ms(2000) },
        },
        new()
        {
            Name = "reset-mid-body",
            Chinese = "已处理，正文传到一半连接中断",
            English = "the work is done, the connection ends in the middle of the body",
            Outcome = Outcome.Unclear,
            Reply = (_, reply) => reply with { CutAfter = reply.Bytes.Length / 2 },
        },
        new()
        {
            Name = "lost-answer",
            Chinese = "已处理，不作答，连接中断",
            English = "the work is done, no answer: the connection ends",
            Outcome = Outcome.Unclear,
            Reply = (_, reply) => reply with { CutAfter = 0 },
        },
    ];
}
