using System.CommandLine;
using System.Globalization;
using Adapter.Contracts;
using Adapter.Files;

namespace Adapter.Cli;

/// <summary><c>adapter validate KIND FILE</c>: what the checks find in a file of records. No database, no settings.</summary>
static class ValidateVerb
{
    public static Command Command(Func<Stream>? standardInput = null)
    {
        var kind = new Argument<string>("KIND") { Description = $"记录种类：{Kinds}" };
        var file = new Argument<string>("FILE") { Description = ".ndjson、.json（数组）、.csv、.xlsx；- 为标准输入的NDJSON" };
        var json = new Option<bool>("--json") { Description = "每条记录输出一行JSON" };
        var today = new Option<string?>("--today") { Description = "以这一天为今天，如 2026-02-13（默认：北京时间今天）" };
        var verb = new Command("validate", Verb.Describe("校验文件中的记录", "adapter validate application 申请.csv --today 2026-02-13", "adapter validate audit-result - --json < 结果.ndjson")) { kind, file, json, today };
        verb.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                var listed = ListedKind(parsed.GetRequiredValue(kind));
                var day = Day(parsed.GetValue(today));
                var path = parsed.GetRequiredValue(file);
                var report = new ValidationReport(parsed.GetValue(json) ? () => new ValidationLines() : () => new ValidationText(listed), output);
                var run = new ValidationRun(listed, day, report);
                using var blocks = path == "-" ? RecordFile.Blocks((standardInput ?? Console.OpenStandardInput)()) : RecordFile.FindBlocks(path);
                if (blocks is null) run.Check(RecordFile.Read(listed, path));
                else run.Check(blocks);
                report.Close();
                return report.HasInvalid ? 2 : 0;
            }
            catch (Exception fault) when (fault is FileFault or IOException)
            {
                error.WriteLine(fault is FileFault ? Visible.Of(fault.Message) : "文件读取中断，请检查磁盘或管道后重试。");
                return 1;
            }
        });
        return verb;
    }

    static string Kinds => string.Join("、", Agreement.Embedded.Kinds);

    static Kind ListedKind(string name) => Agreement.Embedded.Kinds.FirstOrDefault(kind => kind.Name == name)
        ?? throw new FileFault($"没有“{name}”这种记录；可用：{Kinds}。");

    static DateOnly Day(string? text)
    {
        if (text is null) return ChinaTime.Date(TimeProvider.System.GetUtcNow());
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new FileFault("--today 应为有效日期，写作 YYYY-MM-DD，如 2026-02-13。");
    }
}
