using System.Security;
using Adapter.Contracts;
using Adapter.Tests.Cli;
using Adapter.Tests.Support;
using MiniExcelLibs;

namespace Adapter.Tests.Files;

/// <summary>The first sheet of a workbook whose first row has the field codes.</summary>
public sealed class WorkbookTests : IDisposable
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    readonly Validating files = new();

    public void Dispose() => files.Dispose();

    static Task Refuses(string part, string path) => Validating.Refuses(part, "deregistration", path);

    static async Task Holds(string[] records, string path) =>
        Assert.Equal(records, (await Validating.Look("deregistration", path)).Records);

    /// <summary>As another program writes it.</summary>
    string Saved(params IEnumerable<Message> records)
    {
        var path = files.PathOf($"{Guid.NewGuid():N}.xlsx");
        MiniExcel.SaveAs(path, records.Select(record => record.Kind.Fields.ToDictionary(row => row.Code, row => (object?)record[row.Code])));
        return path;
    }

    /// <summary>As its bytes are: rows of cells, and the shared texts.</summary>
    string Sheet(string rows, string shared = "", string target = "worksheets/first.xml", string second = "", string state = "visible") => files.Workbook($"{Guid.NewGuid():N}.xlsx",
        ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"一\" state=\"{state}\" r:id=\"rId7\"/><sheet name=\"二\" r:id=\"rId8\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", $"<Relationships><Relationship Id=\"rId8\" Target=\"worksheets/second.xml\"/><Relationship Id=\"rId7\" Target=\"{target}\"/></Relationships>"),
        ("xl/worksheets/first.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ("xl/worksheets/second.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{second}</sheetData></worksheet>"),
        ("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{shared}</sst>"));

    static string Text(string text) => $"<c t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>";

    /// <summary>A header and one record in which the cell of one field, which stands last, is this.</summary>
    static string Record(string code, string cell)
    {
        var record = Some.Deregistration();
        var others = record.Kind.Fields.Where(row => row.Code != code).ToList();
        return $"<row>{string.Concat(others.Select(row => Text(row.Code)))}{Text(code)}</row><row>{string.Concat(others.Select(row => Text(record[row.Code] ?? "")))}{cell}</row>";
    }

    [Fact]
    public Task A_row_is_a_record() => Holds(["1", "2 AAC003 name.space", "3"],
        Saved(Some.Deregistration(1), Some.Deregistration(2).With("AAC003", "张 伟"), Some.Deregistration(3).With("AAC003", "买买提·𠮷")));

    [Theory]
    [InlineData("<c><v>20260211</v></c>", "")]
    [InlineData("<c t=\"n\"><v>20260211</v></c>", "")]
    [InlineData("<c t=\"str\"><f>1+1</f><v>20260211</v></c>", "")]
    [InlineData("<c t=\"s\"><v>0</v></c>", "")]
    [InlineData("<c t=\"s\"><v>1</v></c>", "")]
    [InlineData("<c t=\"inlineStr\"><is><r><t>2026</t></r><r><t>0211</t></r><rPh><t>x</t></rPh></is></c>", "")]
    [InlineData("<c t=\"b\"><v>1</v></c>", " ADC210 malformed")]
    [InlineData("<c t=\"e\"><v>#N/A</v></c>", " ADC210 malformed")]
    [InlineData("<c><v>1.10101199003070E+17</v></c>", " ADC210 malformed")]
    [InlineData("<c><v>110101199003070011</v></c>", " ADC210 malformed")]
    [InlineData("<c><v>46064</v></c>", " ADC210 date")]
    [InlineData("<c t=\"inlineStr\"><is><t>2026_x000D_0211</t></is></c>", " ADC210 text.control; ADC210 length; ADC210 date")]
    [InlineData("<c/>", " ADC210 required")]
    [InlineData("", " ADC210 required")]
    public Task A_cell_is_its_text_unless_it_has_lost_it(string cell, string found) =>
        Holds([$"1{found}"], Sheet(Record("ADC210", cell), "<si><t>20260211</t></si><si><r><t>2026</t></r><r><t>0211</t></r></si>"));

    [Fact]
    public Task A_cell_stands_where_its_place_says() => Holds(["1 AAE013 text.control"],
        Sheet(Record("AAE013", "<c r=\"K2\" t=\"inlineStr\"><is><t>a\nb</t></is></c>")));

    [Fact]
    public Task A_value_beyond_the_header_makes_the_row_malformed() => Holds(["1  malformed"],
        Sheet(Record("AAE013", "<c r=\"L2\" t=\"inlineStr\"><is><t>shifted</t></is></c>")));

    [Fact]
    public Task Empty_rows_are_no_records() => Holds(["1"], Sheet($"{Record("AAE013", "")}<row r=\"3\"/><row r=\"9\">{Text(" ")}</row>"));

    [Fact]
    public Task A_path_from_the_root_is_followed() => Holds(["1"], Sheet(Record("AAE013", ""), target: "/xl/worksheets/first.xml"));

    [Fact]
    public Task Records_on_a_second_sheet_are_not_left_out_without_a_word() =>
        Refuses("不止一个工作表", Sheet(Record("AAE013", ""), second: Record("AAE013", "")));

    [Fact]
    public Task A_list_of_codes_on_a_second_sheet_is_no_record() =>
        Holds(["1"], Sheet(Record("AAE013", ""), second: $"<row>{Text("AAC058")}{Text("名称")}</row><row>{Text("01")}{Text("居民身份证")}</row>"));

    [Fact]
    public Task A_sheet_that_nobody_sees_is_not_read() =>
        Holds(["1 ADC210 required"], Sheet(Record("AAE013", ""), second: Record("ADC210", ""), state: "hidden"));

    [Fact]
    public async Task A_workbook_that_cannot_be_read_is_one_line()
    {
        var whole = File.ReadAllBytes(Saved(Some.Deregistration()));

        await Refuses("不是完整的xlsx工作簿", files.WriteBytes("cut.xlsx", whole[..(whole.Length / 2)]));
        await Refuses("不是完整的xlsx工作簿", files.Write("text.xlsx", "AAC003,AAC002"));
        await Refuses("不是完整的xlsx工作簿", files.WriteBytes("old.xlsx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]));
        await Refuses("不是完整的xlsx工作簿", files.Workbook("other.xlsx", ("x.txt", "x")));
        await Refuses("不是完整的xlsx工作簿", files.Workbook("dtd.xlsx", ("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><workbook>&a;</workbook>")));
        await Refuses("不是完整的xlsx工作簿", Sheet(Record("AAE013", "") + "<row><c"));
    }

    [Theory]
    [InlineData("<c t=\"s\"><v>7</v></c>")]
    [InlineData("<c t=\"s\"><v>-1</v></c>")]
    [InlineData("<c t=\"s\"><v>x</v></c>")]
    [InlineData("<c r=\"11\"><v>1</v></c>")]
    [InlineData("<c r=\"ZZZZZZZ1\"><v>1</v></c>")]
    public Task A_cell_that_refers_to_nothing_is_one_line(string cell) => Refuses("不是完整的xlsx工作簿", Sheet(Record("AAE013", cell)));

    [Fact]
    public async Task A_workbook_without_codes_is_one_line()
    {
        await Refuses("第一行应为", Sheet($"<row>{Text("姓名")}</row>"));
        await Refuses("文件是空的", Sheet(""));
        await Refuses("AAC003 出现了不止一次", Sheet($"<row>{Text("AAC003")}{Text("aac003")}</row>"));
    }

    [Theory]
    [InlineData("<row r=\"{0}\"/>")]
    [InlineData("<row{0}/>")]
    [InlineData("<?x {0}?>")]
    [InlineData("<row><c r=\"A2\"><z>{0}</z></c></row>")]
    public Task A_part_of_a_workbook_that_would_be_held_whole_is_bounded(string markup) =>
        Refuses("过长的单元格", Sheet(Record("AAE013", "") + string.Format(null, markup, new string('1', 6 << 20))));

    [Fact]
    public async Task A_workbook_that_unfolds_without_end_is_one_line()
    {
        await Refuses("不是完整的xlsx工作簿", Sheet(Record("AAE013", "") + string.Concat(Enumerable.Repeat("<a>", 1000))));
        await Refuses("过长的单元格或行", Sheet(Record("AAE013", "") + $"<row>{string.Concat(Enumerable.Repeat(Text(new string('x', 200_000)), 9))}</row>"));
        await Refuses("过长的单元格", Sheet(Record("AAE013", Text(new string('x', 8 << 20)))));
        await Refuses("工作簿太大", Sheet(Record("AAE013", ""), string.Concat(Enumerable.Repeat($"<si><t>{new string('x', 500_000)}</t></si>", 51))));
    }
}
