using System.Text;
using Adapter.Tests.Cli;
using Adapter.Tests.Support;

namespace Adapter.Tests.Files;

/// <summary>One JSON array of records.</summary>
public sealed class ArrayTests : IDisposable
{
    readonly Validating files = new();

    static string Good => Some.Deregistration(1).ToJson();
    static string Bad => Some.Deregistration(2).With("AJC00A", "22").ToJson();

    public void Dispose() => files.Dispose();

    string Write(string text) => files.WriteBytes("a.json", Encoding.UTF8.GetBytes(text));

    async Task Holds(int code, string[] records, string text)
    {
        var found = await Validating.Look("deregistration", Write(text));

        Assert.Equal(records, found.Records);
        Assert.Equal(code, found.Code);
    }

    [Theory]
    [InlineData("[{0},{1},{0}]")]
    [InlineData("\uFEFF \r\n[\n  {0} ,\r\n\t{1}\n, {0} ]\r\n ")]
    public Task The_elements_are_the_records(string form) =>
        Holds(2, ["1", "2 AJC00A code", "3"], form.Replace("{0}", Good).Replace("{1}", Bad));

    [Fact]
    public Task Brackets_quotes_and_escapes_within_texts_cut_nothing() =>
        Holds(0, ["1", "2"], $"[{Some.Deregistration(3).With("AAE013", "],[{\"}\\\",\\\\").ToJson()},{Good}]");

    [Fact]
    public Task An_element_that_is_no_object_is_malformed_and_the_next_one_is_read() => Holds(2,
        ["1  malformed", "2", "3  malformed", "4  malformed", "5", "6 AAC003 malformed"],
        $"[1,{Good},[{{}},[]],null,{Good},{Good.Replace("\"AAC003\":", "\"AAC003\":[1],\"aac003\":")}]");

    [Fact]
    public Task An_empty_array_has_no_records() => Holds(0, [], " [ ] ");

    [Theory]
    [InlineData("[{0}")]
    [InlineData("[{0},")]
    [InlineData("[{0},]")]
    [InlineData("[{0}{0}]")]
    [InlineData("[{0}]]")]
    [InlineData("[{0}] {0}")]
    [InlineData("[{0},{\"AAC003\":\"张]")]
    [InlineData("[{0},{\"AAC003\" \"张\"}]")]
    [InlineData("[,{0}]")]
    [InlineData("[}{0}]")]
    [InlineData("[")]
    [InlineData("[{0},'x']")]
    public Task A_broken_array_is_one_line(string form) =>
        Validating.Refuses("JSON数组在第", "deregistration", Write(form.Replace("{0}", Good)), "--today", "2026-02-13");

    [Fact]
    public async Task A_file_that_is_no_array_is_one_line()
    {
        await Validating.Refuses("应是一个数组", "deregistration", Write(Good));
        await Validating.Refuses("文件是空的", "deregistration", Write(" \n"));
    }

    [Fact]
    public async Task What_was_found_before_the_break_is_told()
    {
        var (code, output, error) = await Validating.Run("deregistration", Write($"[{Bad},{Good[..50]}"), "--json", "--today", "2026-02-13");

        Assert.Equal(1, code);
        Assert.Equal(["1 AJC00A code"], Validating.Lines(output));
        Assert.Contains("第2条", error, StringComparison.Ordinal);
    }

    [Fact]
    public Task An_element_longer_than_any_record_is_malformed_and_passed_over() =>
        Holds(2, ["1", "2  malformed", "3"], $"[{Good},{{\"AAC003\":\"{new string('x', 3 << 20)}\"}},{Good}]");

    [Fact]
    public async Task GB18030_is_read()
    {
        var text = $"[{Some.Deregistration(3).With("AAC003", "张𠮷").ToJson()},{Bad}]";
        var file = files.WriteBytes("a.json", CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text));

        Assert.Equal(["1", "2 AJC00A code"], (await Validating.Look("deregistration", file)).Records);
    }
}
