using System.Text;
using System.Text.Json.Nodes;
using Adapter.Cli;
using Adapter.Tests.Support;

namespace Adapter.Tests.Cli;

public sealed class ValidateVerbTests : IDisposable
{
    readonly Validating files = new();

    public void Dispose() => files.Dispose();

    static string Good => Some.Application(1).ToJson();
    static string Bad => Some.Application(2).With("AAC067", "1").ToJson();
    static string Doubtful => Some.Application(3).With("AAE159", "x").ToJson();

    [Fact]
    public async Task A_file_of_valid_records_ends_with_0_and_of_an_invalid_one_with_2()
    {
        Assert.Equal((0, "失业登记申请共1条：校验通过1条，校验不通过0条。\n"), Told(await Validating.Run("application", files.Write("a.ndjson", Good), "--today", "2026-02-13")));
        var (code, output, error) = await Validating.Run("application", files.Write("b.ndjson", Good, Bad, Doubtful), "--today", "2026-02-13");

        Assert.Equal((2, ""), (code, error));
        Assert.Contains("第2条 SQ0000000002\n    校验不通过 AAC067 手机号码：应为11位数字。", output, StringComparison.Ordinal);
        Assert.DoesNotContain("第1条", output, StringComparison.Ordinal);
        Assert.DoesNotContain("第3条", output, StringComparison.Ordinal);
        Assert.Matches("mobile +│ 校验不通过 +│ +1 ", output);
        Assert.Matches("email +│ 疑点提示 +│ +1 ", output);
        Assert.EndsWith("失业登记申请共3条：校验通过2条，校验不通过1条。\n", output, StringComparison.Ordinal);

        static (int, string) Told((int Code, string Output, string Error) end) => (end.Code, end.Output);
    }

    [Fact]
    public async Task Machine_output_is_one_line_for_each_record_in_the_agreed_form()
    {
        var (code, output, _) = await Validating.Run("application", files.Write("a.jsonl", Bad, "", Good), "--json", "--today", "2026-02-13");

        Assert.Equal(2, code);
        Assert.Equal("""
            {"row":1,"key":"SQ0000000002","valid":false,"findings":[{"field":"AAC067","rule":"mobile","severity":"error","message":"手机号码：应为11位数字。请联系申请人核实后更正；联系不上可维持原值并办理“审核不通过”。"}]}
            {"row":2,"key":"SQ0000000001","valid":true,"findings":[]}

            """, output);
    }

    [Fact]
    public async Task A_warning_alone_is_valid_and_ends_with_0()
    {
        var (code, output, _) = await Validating.Run("application", files.Write("a.ndjson", Doubtful), "--json", "--today", "2026-02-13");

        Assert.Equal(0, code);
        Assert.True((bool)JsonNode.Parse(output)!["valid"]!);
    }

    [Fact]
    public async Task A_key_with_an_empty_part_is_null()
    {
        var (_, output, _) = await Validating.Run("deregistration", files.Write("a.ndjson", Some.Deregistration().ToJson(), Some.Deregistration().With("AAZ341", "").ToJson()), "--json");
        var keys = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string?)JsonNode.Parse(line)!["key"]);

        Assert.Equal(["370102/370102260213000001", null], keys);
    }

    [Fact]
    public async Task Today_is_the_day_that_is_given()
    {
        var file = files.Write("a.ndjson", Good);

        Assert.Equal(0, (await Validating.Run("application", file, "--today", "2026-02-10")).Code);
        Assert.Equal(2, (await Validating.Run("application", file, "--today", "2026-02-09")).Code);
        await Validating.Refuses("YYYY-MM-DD", "application", file, "--today", "20260213");
        await Validating.Refuses("YYYY-MM-DD", "application", file, "--today", "2026-02-30");
        await Validating.Refuses("YYYY-MM-DD", "application", file, "--today", "");
    }

    [Fact]
    public async Task What_is_wrong_on_the_command_line_is_one_line()
    {
        await Validating.Refuses("没有“applications”这种记录；可用：application、audit-result、deregistration。", "applications", files.Write("a.ndjson", Good));
        await Validating.Refuses("没有“a\\u001b[2Jb”这种记录", "a\u001B[2Jb", "x.ndjson");
        await Validating.Refuses("缺少", "application");
        await Validating.Refuses("缺少");
        await Validating.Refuses("--today", "application", "x.ndjson", "--today");
        await Validating.Refuses("--jason", "application", "x.ndjson", "--jason");
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_one_line()
    {
        await Validating.Refuses("找不到文件", "application", files.PathOf("no.ndjson"));
        await Validating.Refuses("找不到文件", "application", files.PathOf("no/no.ndjson"));
        Directory.CreateDirectory(files.PathOf("folder.ndjson"));
        await Validating.Refuses("无法打开文件", "application", files.PathOf("folder.ndjson"));
        await Validating.Refuses("不支持“.txt”文件", "application", files.Write("a.txt", Good));
        await Validating.Refuses("不支持“”文件", "application", files.Write("a", Good));
        foreach (var ending in new[] { "ndjson", "json", "csv", "xlsx" })
            await Validating.Refuses("文件是空的", "application", files.WriteBytes($"empty.{ending}", []));
    }

    [Fact]
    public async Task A_name_of_a_file_does_not_steer_the_terminal()
    {
        var (_, _, error) = await Validating.Run("application", files.PathOf("no\u001B[2J.ndjson"));

        Assert.DoesNotContain('\u001B', error);
    }

    [Fact]
    public async Task What_stands_in_a_record_does_not_steer_the_terminal()
    {
        var key = Some.Application().With("ADC201", "SQ\u001B]0;x\u0007\r\n").With("AAC067", "1").ToJson();
        var member = Bad[..^1] + ",\"\\u001b[31m\\u202e\\n\":\"\\u001b[2J\"}";
        var (_, output, _) = await Validating.Run("application", files.Write("a.ndjson", key, member));

        Assert.DoesNotContain(output, c => c != '\n' && char.IsControl(c));
        Assert.DoesNotContain('\u202E', output);
        Assert.Contains("SQ\\u001b]0;x\\u0007\\u000d\\u000a", output, StringComparison.Ordinal);
        Assert.Contains("\\u001b[31m\\u202e\\u000a", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_value_of_a_record_is_printed()
    {
        var record = Some.Full("application", 7).With("AAC067", "1380013800五").With("AAC002", Some.CitizenId(7)[..17]).With("AAC003", "金丝 雀").ToJson();
        foreach (var args in new[] { new[] { "--json" }, [] })
        {
            var (_, output, _) = await Validating.Run(["application", files.Write("a.ndjson", record), .. args]);
            foreach (var value in new[] { "1380013800", Some.CitizenId(7)[..17], "金丝", "泉城路", "example.cn", "微信" })
                Assert.DoesNotContain(value, output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Standard_input_is_read_as_records_of_any_encoding(bool gb18030)
    {
        var encoding = gb18030 ? CodePagesEncodingProvider.Instance.GetEncoding("GB18030")! : Encoding.UTF8;
        var text = string.Join("\r\n", Good, Some.Application().With("AAC003", "𠮷 野").ToJson());
        var (code, output, error) = await Piped(new MemoryStream(encoding.GetBytes(text)));

        Assert.Equal((2, ""), (code, error));
        Assert.Equal(["1", "2 AAC003 name.space"], Validating.Lines(output));
    }

    [Fact]
    public async Task Standard_input_with_nothing_in_it_or_a_broken_pipe_is_one_line()
    {
        Assert.Equal((1, "", "文件是空的，没有可校验的记录。\n"), await Piped(new MemoryStream()));
        Assert.Equal((1, "", "文件读取中断，请检查磁盘或管道后重试。\n"), await Piped(new BrokenPipe()));
        var (code, _, error) = await Piped(new MemoryStream([0xFF, 0xFE, 0xFF]));
        Assert.Equal(1, code);
        Assert.Contains("编码", error, StringComparison.Ordinal);
    }

    static async Task<(int Code, string Output, string Error)> Piped(Stream input)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var parsed = ValidateVerb.Command(() => input).Parse(["application", "-", "--json", "--today", "2026-02-13"]);
        var code = await parsed.InvokeAsync(new() { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    sealed class BrokenPipe : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException();
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException();
    }
}
