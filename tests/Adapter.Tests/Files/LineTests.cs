using System.Text;
using Adapter.Tests.Cli;
using Adapter.Tests.Support;

namespace Adapter.Tests.Files;

/// <summary>Records a line each, of any encoding that a county uses.</summary>
public sealed class LineTests : IDisposable
{
    static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
    readonly Validating files = new();

    static string Good => Some.Application(1).ToJson();
    static string Rare => Some.Application(2).With("AAC003", "张𠮷䶮 ").ToJson();

    public void Dispose() => files.Dispose();

    Task<(int Code, IReadOnlyList<string> Records)> Look(byte[] bytes) => Validating.Look("application", files.WriteBytes("a.ndjson", bytes));

    Task<(int Code, IReadOnlyList<string> Records)> Look(string text) => Look(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\n\n \t\r\n\n")]
    public async Task A_line_ends_as_it_likes_and_a_blank_one_is_no_record(string end)
    {
        var (code, records) = await Look($"{end}{Good}{end}{Rare}{end}{Good}");

        Assert.Equal(2, code);
        Assert.Equal(["1", "2 AAC003 name.space", "3"], records);
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_first_record() =>
        Assert.Equal(["1", "2"], (await Look([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes($"{Good}\n{Good}")])).Records);

    [Fact]
    public async Task A_bad_line_is_malformed_and_the_next_one_is_read()
    {
        var lines = new[] { Good[..200], Good, "\0", Good.Replace("泉城路", "泉\0城路"), Good.Replace("泉城路", "泉\\u0000城路"), "[1]", "{}}", Good + Good, "null", "// x", Good };
        var (code, records) = await Look(string.Join('\n', lines));

        Assert.Equal(2, code);
        Assert.Equal([
            "1  malformed", "2", "3  malformed", "4  malformed", "5 AAC010 text.control", "6  malformed", "7  malformed",
            "8  malformed", "9  malformed", "10  malformed", "11"], records);
    }

    [Fact]
    public async Task A_file_that_ends_within_a_record_is_read_up_to_there() =>
        Assert.Equal(["1", "2  malformed"], (await Look($"{Good}\n{Good[..^30]}")).Records);

    [Fact]
    public async Task GB18030_is_read_with_its_rare_characters()
    {
        var (code, records) = await Look(Gb18030.GetBytes($"{Good}\n{Rare}\n{Some.Application(3).With("AAC003", "张𠮷䶮").ToJson()}"));

        Assert.Equal(2, code);
        Assert.Equal(["1", "2 AAC003 name.space", "3"], records);
    }

    [Fact]
    public async Task A_length_counts_the_same_in_both_encodings()
    {
        var record = Some.Application().With("AAC003", string.Concat(Enumerable.Repeat("𠮷", 51))).ToJson();

        Assert.Equal(["1 AAC003 length"], (await Look(record)).Records);
        Assert.Equal(["1 AAC003 length"], (await Look(Gb18030.GetBytes(record))).Records);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00 })]
    [InlineData(new byte[] { 0x7B, 0x22, 0xFF, 0x22, 0x7D, 0x0A })]
    [InlineData(new byte[] { 0x7B, 0x7D, 0x0A, 0xE6 })]
    public Task An_encoding_that_is_neither_is_one_line(byte[] bytes) =>
        Validating.Refuses("编码", "application", files.WriteBytes("a.ndjson", bytes));

    [Fact]
    public async Task Only_blank_lines_are_an_empty_file()
    {
        foreach (var text in new[] { "\n", " \r\n\t\n", "\uFEFF", "\uFEFF\n" })
            await Validating.Refuses("文件是空的", "application", files.WriteBytes("a.ndjson", Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public async Task A_line_longer_than_any_record_is_malformed_and_passed_over()
    {
        var (_, records) = await Look($"{Good}\n{{\"AAC003\":\"{new string('x', 3 << 20)}\"}}\n{Good}");

        Assert.Equal(["1", "2  malformed", "3"], records);
    }

    [Fact]
    public async Task Records_across_every_border_of_the_window_are_whole()
    {
        var (code, records) = await Look(string.Join('\n', Enumerable.Range(0, 3000).Select(seed => Some.Full("application", seed).ToJson())));

        Assert.Equal(0, code);
        Assert.Equal(Enumerable.Range(1, 3000).Select(row => $"{row}"), records);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_character_across_the_border_of_two_pieces_is_whole_and_half_of_one_is_not(int before)
    {
        var lines = new string('\n', (1 << 18) - before);

        Assert.Equal(["1  malformed", "2"], (await Look($"{lines}𠮷\n{Good}")).Records);
        await Validating.Refuses("编码", "application", files.WriteBytes("half.ndjson", [.. Encoding.UTF8.GetBytes(lines), 0xF0, 0xA0, 0xAE, .. Encoding.UTF8.GetBytes($"\n{Good}")]));
    }

    [Fact]
    public async Task Deep_nesting_is_malformed_and_not_a_crash() =>
        Assert.Equal(["1  malformed", "2"], (await Look($"{{\"AAC003\":{new string('[', 500_000)}\n{Good}")).Records);
}
