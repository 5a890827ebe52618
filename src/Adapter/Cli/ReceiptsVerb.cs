using System.CommandLine;
using System.Globalization;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary><c>adapter receipts</c>: which uploads the platform has accepted, without a person's data.</summary>
static class ReceiptsVerb
{
    const int RowsAtOnce = 500;

    public static Command Command()
    {
        var since = new Option<string?>("--since") { Description = "只要这个编号以后的，或这一天起的（默认：全部）", HelpName = "编号或日期" };
        var command = new Command("receipts", Verb.Describe("导出回执：部平台已接收的每条上传（编号、版本、摘要、时间，不含个人信息），每行一个 JSON 对象",
            "adapter receipts > receipts.ndjson", "adapter receipts --since 2026-02-13", "adapter receipts --since 1200 --json"))
        {
            since, Verb.JsonOption(),
        };
        command.SetAction(async (parsed, stop) =>
        {
            var given = parsed.GetValue(since);
            await using var store = parsed.Store();
            var seq = store.Read(session => Since(session, given));
            while (store.Read(session => Receipts.After(session, seq, RowsAtOnce)) is { Count: > 0 } receipts)
            {
                stop.ThrowIfCancellationRequested();
                foreach (var receipt in receipts) parsed.Output().WriteLine(receipt.Write());
                seq = receipts[^1].Seq;
            }
            return ExitCode.Done;
        });
        return command;
    }

    static long Since(Session session, string? given)
    {
        if (given is null) return 0;
        if (long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)) return seq;
        if (!DateOnly.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw new NotDoneException("--since 应为回执的编号（seq），或写作 YYYY-MM-DD 的日期，如 2026-02-13");
        return Receipts.Before(session, Stamp.Of(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), ChinaTime.Offset)));
    }
}
