using System.Text;
using Adapter.Cli;
using Adapter.Contracts;
using Adapter.Store;
using Adapter.Tests.Support;
using MiniExcelLibs;

namespace Adapter.Tests.Cli;

/// <summary>A file of records that are to be sent, whatever its form.</summary>
public sealed partial class BackfillVerbTests : IDisposable
{
    static readonly Kind Result = Agreement.Embedded.Kind("audit-result");
    readonly Commands commands = new(null, Some.Region, "370103");

    public void Dispose() => commands.Dispose();

    static IEnumerable<Message> Results(int count, int from = 1) => Enumerable.Range(from, count).Select(seed => Some.AuditResult(seed).With("ADC201", null));

    static string Lines(params IEnumerable<Message> records) => string.Concat(records.Select(record => record.ToJson() + "\n"));

    static string Table(string separator, IEnumerable<string> header, params IEnumerable<Message> records) => string.Concat(records
        .Select(record => string.Join(separator, Result.Fields.Select(field => record[field.Index] ?? "")))
        .Prepend(string.Join(separator, header)).Select(line => line + "\r\n"));

    static IEnumerable<string> Codes => Result.Fields.Select(listed => listed.Code);

    static IEnumerable<string> Names => Result.Fields.Select(listed => listed.Name);

    string File(string name, byte[] bytes)
    {
        var file = commands.File(name, "");
        System.IO.File.WriteAllBytes(file, bytes);
        return file;
    }

    string Path(string name) => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(commands.Settings)!, name);

    async Task<(int Exit, int Taken, int Known, int Refused)> Import(string file, params IEnumerable<string> further)
    {
        var ended = await commands.Run(["import", "audit-result", file, "--json", .. further]);
        Assert.True(ended.Error == "", ended.Error);
        var import = ended.Lines[0]["import"]!;
        return (ended.Exit, (int)import["taken"]!, (int)import["known"]!, (int)import["faulty"]! + (int)import["conflicts"]!);
    }

    async Task<int> Waiting() => (await commands.Run("uploads list --state waiting --json")).Lines.Count;

    [Fact]
    public async Task Every_row_waits_to_be_sent_once_however_often_files_bring_it()
    {
        var first = commands.File("一.ndjson", Lines(Results(1200)));
        var overlapping = commands.File("二.ndjson", Lines(Results(300, 1100)));

        Assert.Equal((ExitCode.Done, 1200, 0, 0), await Import(first));
        Assert.Equal((ExitCode.Done, 0, 1200, 0), await Import(first));
        Assert.Equal((ExitCode.Done, 199, 101, 0), await Import(overlapping));
        Assert.Equal(1399, await Waiting());
    }

    [Theory]
    [InlineData("utf-8", ",", true)]
    [InlineData("utf-8-bom", "\t", true)]
    [InlineData("GB18030", ",", false)]
    [InlineData("GB18030", "\t", false)]
    public async Task Tables_are_read_in_either_encoding_with_commas_or_tabs_and_codes_or_names(string encoding, string separator, bool hasCodes)
    {
        var text = Table(separator, hasCodes ? Codes : Names, [.. Results(2), Some.AuditResult(3).With("ADC201", null).With("AAC003", "张𠮷䶮")]);
        var bytes = encoding switch
        {
            "GB18030" => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text),
            "utf-8-bom" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            _ => Encoding.UTF8.GetBytes(text),
        };

        Assert.Equal((ExitCode.Done, 3, 0, 0), await Import(File(separator == "\t" ? "表.txt" : "表.csv", bytes)));
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_become_of_each_row_and_writes_nothing()
    {
        var file = commands.File("a.csv", Table(",", Codes, [.. Results(3), Some.AuditResult(4).With("ADC201", null).With("AAC067", "123")]));

        var trial = await commands.Run("import", "audit-result", file, "--dry-run", "--report", Path("问题.csv"));

        Assert.Equal((ExitCode.FoundWrong, ""), (trial.Exit, trial.Error));
        Assert.Contains("可报送 3 条", trial.Output);
        Assert.Equal(0, await Waiting());
        Assert.Contains("手机号码", System.IO.File.ReadAllText(Path("问题.csv")));
        Assert.DoesNotContain("19900000001", trial.Output);
    }

    [Theory]
    [InlineData(".csv")]
    [InlineData(".xlsx")]
    public async Task What_is_refused_comes_back_with_its_row_and_is_taken_once_it_is_mended(string ending)
    {
        var wrong = Some.AuditResult(2).With("ADC201", null).With("AAC067", "123").With("AAE461", "=1+1");
        var file = commands.File("a.csv", Table(",", Names, [.. Results(1), wrong, .. Results(1, 3)]));

        var first = await Import(file, "--report", Path("问题" + ending));
        var mended = Path("改好" + ending);
        if (ending == ".csv") System.IO.File.WriteAllText(mended, System.IO.File.ReadAllText(Path("问题.csv")).Replace(",123,", ",19900000002,"));
        else
        {
            var rows = MiniExcel.Query(Path("问题.xlsx"), useHeaderRow: true).Cast<IDictionary<string, object>>().ToList();
            Assert.Equal(("3", "AAC067"), ((string)Assert.Single(rows)["行号"], (string)rows[0]["有误的指标"]));
            Assert.Contains("手机号码", (string)rows[0]["问题及更正办法"]);
            rows[0][Result.Find("AAC067")!.Name] = "19900000002";
            MiniExcel.SaveAs(mended, rows);
        }
        var second = await Import(mended, "--report", Path("又" + ending));

        Assert.Equal((ExitCode.FoundWrong, 2, 0, 1), first);
        Assert.Equal((ExitCode.Done, 1, 0, 0), second);
        Assert.False(System.IO.File.Exists(Path("又" + ending)));
        Assert.Equal((ExitCode.Done, 0, 1, 0), await Import(commands.File("同.ndjson", Lines(wrong.With("AAC067", "19900000002")))));
    }

    [Fact]
    public async Task A_number_that_a_spreadsheet_has_cut_is_refused_with_the_reason()
    {
        var record = Some.AuditResult(1).With("ADC201", null);
        var row = Result.Fields.ToDictionary(field => field.Code, object (field) => record[field.Index] ?? "");
        row["AAC002"] = 370102199001010016m;
        MiniExcel.SaveAs(Path("数字.xlsx"), new[] { row });

        Assert.Equal((ExitCode.FoundWrong, 0, 0, 1), await Import(Path("数字.xlsx"), "--report", Path("问题.csv")));
        Assert.Contains("超过15位", System.IO.File.ReadAllText(Path("问题.csv")));
    }

    [Fact]
    public async Task Local_columns_and_codes_are_translated_and_what_could_not_be_is_told()
    {
        var reason = Agreement.Embedded.Tables["AJC093"].Rows.First();
        var records = Results(4).Select((record, place) => record.With("AAC033", place == 3 ? "Z" : "A").With("AJC093", reason.Value["name"]).With("AAB301", $"{Some.Region}000000"));
        var file = commands.File("本地.csv", Table(",", Codes.Select(code => code == "AAC002" ? "社保号" : code), records));
        var map = commands.File("对照.json", """{"headers":{"社保号":"AAC002"},"codes":{"AAC033":{"A":"1"}},"names":["AJC093"],"regions":["AAB301"]}""");

        var ended = await commands.Run("import", "audit-result", file, "--map", map, "--dry-run");
        var taken = await commands.Run("import", "audit-result", file, "--map", map, "--json");

        Assert.Contains("AAC033：A → 1 3 条", ended.Output);
        Assert.Contains($"AAB301：{Some.Region}000000 → {Some.Region} 4 条", ended.Output);
        Assert.Contains("没有对照 健康状况 AAC033：Z 1 条", ended.Output);
        Assert.Equal((3, 1), ((int)taken.Lines[0]["import"]!["taken"]!, (int)taken.Lines[0]["import"]!["faulty"]!));
        Assert.Equal((4, 1), ((int)taken.Lines[0]["import"]!["mapped"]!["AJC093"]![$"{reason.Value["name"]} → {reason.Key}"]!, (int)taken.Lines[0]["import"]!["unmapped"]!["AAC033"]!));
    }

    [Fact]
    public async Task The_same_key_with_other_content_is_told_apart_and_not_taken()
    {
        await Import(commands.File("a.ndjson", Lines(Results(2))));

        var again = await commands.Run("import", "audit-result", commands.File("b.ndjson", Lines([.. Results(1), Some.AuditResult(2).With("ADC201", null).With("AAC010", "别处1号")])), "--json");

        Assert.Equal((ExitCode.FoundWrong, 1), (again.Exit, (int)again.Lines[0]["refused"]!["serial.reused"]!));
    }

    [Theory]
    [InlineData(".csv")]
    [InlineData(".xlsx")]
    [InlineData(".ndjson")]
    public async Task What_was_accepted_is_exported_and_changes_nothing_where_it_is_imported_again(string ending)
    {
        var records = Results(1500).Select((record, place) => place == 0 ? record.With("AAE461", "'=1+1, \"引\"") : record).Append(Some.AuditResult(9000).With("ADC201", null).With("AAB301", "370103"));
        await commands.Run("import", "--baseline", "audit-result", commands.File("已传.ndjson", Lines(records)));

        var ended = await commands.Run("export", "audit-result", "--region", Some.Region, "--to-file", Path("出" + ending), "--json");
        var none = await commands.Run("export", "audit-result", "--to", "2020-01-01", "--to-file", Path("无" + ending), "--json");
        var said = await commands.Run("export", "audit-result", "--to", "2020-01-01", "--to-file", Path("空" + ending));
        var again = await Import(Path("出" + ending));
        var acts = (await commands.Run("audit list --json")).Lines.Where(act => (string)act["action"]! == "export").ToList();

        Assert.Equal((ExitCode.Done, 1500, 0), (ended.Exit, (int)ended.Lines[0]["rows"]!, (int)none.Lines[0]["rows"]!));
        Assert.Equal((ExitCode.Done, 0, 1500, 0), again);
        Assert.Contains("adapter uploads list --kind audit-result", said.Output, StringComparison.Ordinal);
        Assert.Equal(2, acts.Count);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(Path("出" + ending)));
    }

    [Fact]
    public async Task The_log_tells_whose_records_came_by_which_file_and_the_chain_holds()
    {
        await Import(commands.File("a.ndjson", Lines(Results(1200))));

        var acts = (await commands.Run("audit list --json")).Lines.Where(act => (string)act["action"]! == "import.rows").ToList();
        var whole = await commands.Run("audit verify");

        Assert.Equal(["taken=200", "taken=500", "taken=500"], acts.Select(act => ((string)act["detail"]!).Split(' ')[^1]));
        Assert.Equal(ExitCode.Done, whole.Exit);
    }

    [Theory]
    [InlineData("import audit-result 没有.csv", "找不到文件")]
    [InlineData("import application 没有.csv", "--baseline")]
    [InlineData("import audit-result -", "标准输入")]
    [InlineData("import audit-result 没有.csv --report 报告.doc", ".csv 或 .xlsx")]
    [InlineData("import --baseline audit-result 没有.csv --dry-run", "--baseline")]
    [InlineData("import audit-result 没有.txt --map 没有.json", "对照表 没有.json")]
    [InlineData("import audit-result 没有.csv --report 没有/报告.csv", "没有/报告.csv")]
    [InlineData("import audit-result 没有.csv --report 报告.CSV", "找不到文件")]
    [InlineData("export audit-result --to-file 没有/出.csv", "没有/出.csv")]
    [InlineData("uploads export 没有/出.xlsx --kind audit-result", "没有/出.xlsx")]
    public async Task What_cannot_be_done_is_said_in_one_line(string line, string word)
    {
        var ended = await commands.Run(line);

        Assert.Equal((ExitCode.NotDone, ""), (ended.Exit, ended.Output));
        Assert.Contains(word, Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task What_a_person_must_confirm_is_confirmed_in_a_column_of_its_own()
    {
        var refused = Results(2).Select(record => record.With("AAE540", "2").With("AAE360", $"因{Agreement.Embedded.RefusalGrounds[0]}不予登记")).ToList();
        var lines = Table(",", Codes.Append("confirm"), refused).Split("\r\n");
        lines[1] += ",policy.refusal";

        var ended = await Import(commands.File("不通过.csv", string.Join("\r\n", lines)), "--report", Path("问题.csv"));

        Assert.Equal((ExitCode.FoundWrong, 1, 0, 1), ended);
        Assert.Contains("确需以此办理的请确认", System.IO.File.ReadAllText(Path("问题.csv")));
    }

    [Fact]
    public async Task The_sample_of_a_map_is_one()
    {
        var map = System.IO.Path.Combine(Shared.Root, "contracts", "samples", "import-map.json");
        var education = Agreement.Embedded.Tables["AAC011"].Rows.First();
        var file = commands.File("本地.csv", Table(",", Codes.Select(code => code == "AAC003" ? "个人姓名" : code).Append("内部序号"), Results(2).Select(record => record.With("AAC011", education.Value["name"]))));

        Assert.Equal((ExitCode.Done, 2, 0, 0), await Import(file, "--map", map));
    }

    [Theory]
    [InlineData("{\"header\":{}}")]
    [InlineData("{\"codes\":{\"AAX999\":{\"A\":\"1\"}}}")]
    [InlineData("[]")]
    public async Task A_map_that_says_nothing_known_is_refused(string text)
    {
        var ended = await commands.Run("import", "audit-result", commands.File("a.ndjson", Lines(Results(1))), "--map", commands.File("m.json", text));

        Assert.Equal(ExitCode.NotDone, ended.Exit);
        Assert.Contains("对照表", ended.Error);
    }
}
