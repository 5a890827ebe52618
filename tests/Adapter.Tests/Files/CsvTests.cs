using System.Text;
using Adapter.Contracts;
using Adapter.Tests.Cli;
using Adapter.Tests.Support;

namespace Adapter.Tests.Files;

/// <summary>A table whose first line has the field codes.</summary>
public sealed class CsvTests : IDisposable
{
    static readonly string Header = string.Join(',', Agreement.Embedded.Kind("deregistration").Fields.Select(row => row.Code));
    readonly Validating files = new();

    public void Dispose() => files.Dispose();

    static string Line(Message message) => string.Join(',', message.Kind.Fields.Select(row => Quoted(message[row.Code] ?? "")));

    static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;

    static string Table(params IEnumerable<Message> records) => string.Concat(records.Select(Line).Prepend(Header).Select(line => line + "\r\n"));

    string Write(string text) => files.WriteBytes("a.csv", Encoding.UTF8.GetBytes(text));

    async Task Holds(int code, string[] records, string text)
    {
        var found = await Validating.Look("deregistration", Write(text));

        Assert.Equal(records, found.Records);
        Assert.Equal(code, found.Code);
    }

    Task Refuses(string part, string text) => Validating.Refuses(part, "deregistration", Write(text));

    [Fact]
    public Task A_row_is_a_record_with_all_that_quotes_allow() => Holds(2, ["1", "2 AAE013 text.control", "3 AAC003 name.space"],
        Table(Some.Deregistration(1), Some.Deregistration(2).With("AAE013", "a,\"b\"\r\nc"), Some.Deregistration(3).With("AAC003", "张 伟")));

    [Fact]
    public async Task A_number_keeps_its_zeros_and_its_eighteen_digits()
    {
        var (_, output, _) = await Validating.Run("deregistration", Write(Table(Some.Deregistration().With("AAZ341", "000000000000000001"))), "--json");

        Assert.Contains("\"key\":\"370102/000000000000000001\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public Task Codes_in_the_first_line_stand_in_any_order_and_case()
    {
        var record = Some.Deregistration();
        var codes = record.Kind.Fields.Select(row => row.Code).Reverse().ToList();

        return Holds(0, ["1"], $"\uFEFF{string.Join(',', codes.Select(code => $" {code.ToLowerInvariant()} "))}\n{string.Join(',', codes.Select(code => record[code]))}");
    }

    [Fact]
    public Task A_column_that_no_field_has_is_told_where_it_has_a_value() =>
        Holds(0, ["1 remark unknown-field", "2"], $"{Header},remark\n{Line(Some.Deregistration(1))},x\n{Line(Some.Deregistration(2))},\n");

    [Fact]
    public Task A_short_row_lacks_its_last_fields_and_a_long_one_is_malformed()
    {
        var line = Line(Some.Deregistration());

        return Holds(2, ["1 AAE036 required", "2", "3  malformed", "4"],
            $"{Header}\n{string.Join(',', line.Split(',').Take(9))}\n{line},,\n{line},shifted\n{line}");
    }

    [Fact]
    public Task Blank_rows_are_no_records() => Holds(0, ["1"], $"{Header}\r\n\r\n,,,,\r\n{Line(Some.Deregistration())}\r\n\r\n");

    [Fact]
    public async Task GB18030_is_read_with_its_rare_characters()
    {
        var text = Table(Some.Deregistration(1).With("AAC003", "张𠮷䶮"), Some.Deregistration(2).With("AAC003", "张 伟"));
        var file = files.WriteBytes("a.csv", CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text));

        Assert.Equal(["1", "2 AAC003 name.space"], (await Validating.Look("deregistration", file)).Records);
    }

    [Fact]
    public async Task A_table_that_cannot_be_read_is_one_line()
    {
        await Refuses("第一行应为失业登记退出的指标编码", $"姓名,证件号码\n{Line(Some.Deregistration())}");
        await Refuses("AAC003 出现了不止一次", "AAC003,aac003\na,b\n");
        await Refuses("CSV第2行", "AAC003,AAE013\n\"a\"b,c\n");
        await Refuses("CSV第3行", $"AAC003\na\n\"{new string('x', 2 << 20)}\n");
        await Validating.Refuses("编码", "deregistration", files.WriteBytes("b.csv", [.. "AAC003\n"u8, 0xFF, 0x0A]));
    }

    [Fact]
    public Task A_header_alone_has_no_records() => Holds(0, [], Table());

    [Fact]
    public Task A_NUL_is_a_character_of_its_cell() =>
        Holds(0, ["1 AAE013 text.control"], Table(Some.Deregistration().With("AAE013", "a\0b")));
}
