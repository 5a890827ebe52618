using System.IO.Pipes;
using System.Text;
using Adapter.Cli;
using Adapter.Tests.Support;
using MiniExcelLibs;

namespace Adapter.Tests.Cli;

/// <summary>Files as people have them, and such as are made to do harm.</summary>
public sealed partial class BackfillVerbTests
{
    [Fact]
    public async Task A_pipe_is_told_from_a_file()
    {
        if (OperatingSystem.IsWindows()) return;
        using var pipe = new AnonymousPipeServerStream();

        var ended = await commands.Run("import", "audit-result", $"/proc/self/fd/{pipe.ClientSafePipeHandle.DangerousGetHandle()}");

        Assert.Equal(ExitCode.NotDone, ended.Exit);
        Assert.Contains("是管道", Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData("第一行应为失业登记审核结果的指标编码（如 AAZ341）或中文名称（如 系统流水号）", "历下区补报表,,\r\nAAZ341,AAB301,AAC003\r\n1,2,3\r\n")]
    [InlineData("以逗号或制表符分开", "AAZ341;AAB301;AAC003\r\n1;2;3\r\n")]
    [InlineData("AAC003 出现了不止一次", "AAZ341,AAC003,姓名\r\n1,2,3\r\n")]
    public async Task A_header_that_cannot_be_read_says_what_it_should_be(string told, string text)
    {
        var ended = await commands.Run("import", "audit-result", commands.File("a.csv", text));

        Assert.Equal(ExitCode.NotDone, ended.Exit);
        Assert.Contains(told, ended.Error);
    }

    [Fact]
    public async Task Columns_that_no_field_has_are_told_and_stand_in_nobodys_way()
    {
        var rows = Table(",", [.. Codes, "备用", "备用", "", ""], Results(2)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select((line, i) => i == 0 ? line : $"{line},甲,,乙,");
        var file = commands.File("a.csv", string.Join("\r\n", rows));

        var trial = await commands.Run("import", "audit-result", file, "--dry-run");
        var taken = await commands.Run("import", "audit-result", file, "--json");

        Assert.Contains($"没有导入的列（没有这样的指标）：备用 2 条，（第{Result.Fields.Count + 3}列，没有列名） 2 条", trial.Output);
        Assert.Equal((2, 2), ((int)taken.Lines[0]["import"]!["taken"]!, (int)taken.Lines[0]["import"]!["unmapped"]!["备用"]!));
    }

    [Fact]
    public async Task A_map_is_read_in_either_encoding_and_what_is_no_map_is_told()
    {
        var file = commands.File("a.csv", Table(",", Codes.Select(code => code == "AAC003" ? "姓名称" : code), Results(1)));
        var text = """{"headers":{"姓名称":"AAC003"},"codes":{"AAE011":{"001":"经办员"}}}""";
        var map = File("对照.json", CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text));

        var trial = await commands.Run("import", "audit-result", file, "--map", map, "--dry-run");
        var lower = await commands.Run("import", "audit-result", file, "--map", commands.File("小写.json", text.Replace("AAE011", "aae011")));
        var empty = await commands.Run("import", "audit-result", file, "--map", commands.File("空.json", " "));
        var large = await commands.Run("import", "audit-result", file, "--map", File("大.json", new byte[2 << 20]));
        var wide = await commands.Run("import", "audit-result", file, "--map", File("宽.json", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)]));

        Assert.Equal((ExitCode.Done, ""), (trial.Exit, trial.Error));
        Assert.DoesNotContain("没有对照", trial.Output);
        Assert.Contains("字母大写", lower.Error);
        Assert.Contains("对照表是空的", empty.Error);
        Assert.Contains("对照表太大", large.Error);
        Assert.Contains("对照表的编码", wide.Error);
    }

    [Fact]
    public async Task A_report_is_imported_by_the_same_map_whatever_its_columns_are_called()
    {
        var file = commands.File("a.csv", Table(",", Codes.Select(code => code == "AAC067" ? "@手机" : code), Some.AuditResult(1).With("ADC201", null).With("AAC067", "123")));
        var map = commands.File("对照.json", """{"headers":{"@手机":"AAC067"}}""");

        Assert.Equal((ExitCode.FoundWrong, 0, 0, 1), await Import(file, "--map", map, "--report", Path("问题.csv")));
        var mended = commands.File("改好.csv", System.IO.File.ReadAllText(Path("问题.csv")).Replace(",123,", ",19900000001,"));

        Assert.Equal((ExitCode.Done, 1, 0, 0), await Import(mended, "--map", map));
    }

    [Fact]
    public async Task An_export_leaves_what_lies_beside_it_as_it_is()
    {
        var beside = commands.File("出.csv.part", "别人的");

        Assert.Equal(ExitCode.Done, (await commands.Run("export", "audit-result", "--to-file", Path("出.csv"))).Exit);

        Assert.Equal("别人的", System.IO.File.ReadAllText(beside));
        Assert.Equal(["出.csv", "出.csv.part"], Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(beside)!, "出*").Select(System.IO.Path.GetFileName).Order());
    }

    [Fact]
    public async Task Rows_that_are_very_long_are_taken_in_smaller_parts()
    {
        var note = new string('x', 900_000);
        await Import(commands.File("a.csv", string.Concat(Table(",", Codes.Append("备用"), Results(12)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select((line, i) => $"{line}{(i == 0 ? "" : $",{note}")}\r\n"))));

        var acts = (await commands.Run("audit list --json")).Lines.Where(act => (string)act["action"]! == "import.rows").ToList();

        Assert.Equal(["taken=2", "taken=5", "taken=5"], acts.Select(act => ((string)act["detail"]!).Split(' ')[^1]));
    }

    [Fact]
    public async Task A_report_is_a_workbook_however_long_its_rows_are()
    {
        var record = Some.AuditResult(1).With("ADC201", null).With("AAC067", "123").With("AAC010", new string('"', 600_000));
        MiniExcel.SaveAs(Path("长.xlsx"), new[] { Result.Fields.ToDictionary(field => field.Code, object (field) => record[field.Index] ?? "") });

        Assert.Equal((ExitCode.FoundWrong, 0, 0, 1), await Import(Path("长.xlsx"), "--report", Path("问题.xlsx")));

        var row = Assert.Single(MiniExcel.Query(Path("问题.xlsx"), useHeaderRow: true).Cast<IDictionary<string, object>>());
        Assert.Equal(32_767, ((string)row["AAC010"]).Length);
    }
}
