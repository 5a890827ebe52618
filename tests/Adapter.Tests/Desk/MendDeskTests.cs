using System.IO.Compression;
using System.Security;
using Adapter.Contracts;
using Adapter.Desk;
using Adapter.Files;
using Adapter.Review;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

/// <summary>A table that comes back to the desk is compared, tried and, on a person's word, made corrections of.</summary>
public sealed class MendDeskTests(MendDeskTests.Fixture fixture) : IClassFixture<MendDeskTests.Fixture>
{
    public sealed class Fixture : AppFixture
    {
        internal override AdapterSettings Change(AdapterSettings settings) => settings with
        {
            Ministry = settings.Ministry with { Closed = [new() { From = "2026-02-01", Until = "2026-03-01" }] },
            Desk = new() { BulkLimit = 3 },
        };
    }

    const string Kind = "audit-result";

    readonly Sending sending = new(fixture);

    async Task<MendDesk> Desk(string region = "") =>
        new(fixture.Get<Mending>(), await Sitting.Acts(fixture, (await Sitting.Down(fixture, region, "operator")).Account), fixture.Get<Agreement>());

    /// <summary>What was taken out of these, with cells changed.</summary>
    static MemoryStream Table(IEnumerable<UploadRow> rows, Func<Message, Message> change)
    {
        var stream = new MemoryStream();
        UploadWorkbook.Write(stream, Agreement.Embedded.Kind(Kind), rows.Select(row =>
            row with { Payload = System.Text.Encoding.UTF8.GetBytes(change(MessageReader.Read(Agreement.Embedded.Kind(Kind), row.Payload)).ToJson()) }), new("zhang", "2026-02-13 10:00", "核对"));
        stream.Position = 0;
        return stream;
    }

    /// <summary>As its bytes are.</summary>
    static MemoryStream Sheet(string rows)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(archive, "xl/workbook.xml", "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet r:id=\"r1\"/></sheets></workbook>");
            Part(archive, "xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            Part(archive, "xl/worksheets/sheet1.xml", $"<worksheet><sheetData>{rows}</sheetData></worksheet>");
        }
        stream.Position = 0;
        return stream;
    }

    static void Part(ZipArchive archive, string name, string xml)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Fastest).Open());
        writer.Write(xml);
    }

    static string Cells(params IEnumerable<string> texts) => $"<row>{string.Concat(texts.Select(text => $"<c t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>"))}</row>";

    IReadOnlyList<UploadRow> Versions(UploadRow row) => fixture.Database.Read(session => fixture.Get<Outbox>().Versions(session, row.Kind, row.AAB301, row.AAZ341));

    static async Task<string> Refused(MendDesk desk, Stream file) => (await Assert.ThrowsAsync<FileFault>(() => desk.Try(Kind, file))).Message;

    [Fact]
    public async Task What_differs_is_shown_with_what_it_was_and_corrected_only_on_a_word()
    {
        UploadRow[] rows = [await sending.Held("370621", 1), await sending.Held("370621", 2)];
        var desk = await Desk();

        var trial = await desk.Try(Kind, Table(rows, record => record["AAZ341"] == rows[0].AAZ341 ? record.With("AAE461", "邻居代转") : record));
        var untouched = rows.Select(row => Versions(row).Count).ToList();
        var tally = await desk.Apply(trial, "核对后更正");

        var line = Assert.Single(trial.Right);
        Assert.Equal((1, 0), (trial.Unchanged, trial.Wrong.Count));
        Assert.Equal(("邻居代转", Some.AuditResult(1)["AAE461"]), (line.Row.Changes["AAE461"], line.Row.Held["AAE461"] is "" ? null : line.Row.Held["AAE461"]));
        Assert.Equal([1, 1], untouched);
        Assert.Equal((1, 0), (tally.Done, tally.Refused.Count));
        Assert.Equal([2, 1], rows.Select(row => Versions(row).Count));
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_row_by_row_with_its_reason()
    {
        var (named, faulty, sent) = (await sending.Held("370622", 1), await sending.Held("370622", 2), await sending.Held("370622", 3, UploadState.Delivered));
        var unknown = sent with { AAZ341 = "nowhere" };
        var desk = await Desk();

        var trial = await desk.Try(Kind, Table([named, faulty, sent], record => record["AAZ341"] == named.AAZ341 ? record.With("AAC003", "王小明")
            : record["AAZ341"] == faulty.AAZ341 ? record.With("AAC011", "98") : record.With("AAE461", "邻居代转")));
        var missing = await desk.Try(Kind, Table([named, named], record => record.With("AAZ341", unknown.AAZ341)));

        Assert.Equal(["mend.field", "findings", "upload.not-refused"], trial.Wrong.Select(line => line.Code));
        Assert.Contains(trial.Wrong[1].Findings, finding => finding.Field == "AAC011");
        Assert.All(missing.Wrong, line => Assert.Equal("upload.not-found", line.Code));
    }

    [Fact]
    public async Task Of_what_lies_elsewhere_not_even_what_it_holds_is_told()
    {
        var foreign = await sending.Held("370623", 1);
        var desk = await Desk("370624");

        var trial = await desk.Try(Kind, Table([foreign], record => record.With("AAE461", "邻居代转")));

        var line = Assert.Single(trial.Wrong);
        Assert.Equal(("right.missing", 0, 0), (line.Code, line.Row.Held.Count, line.Row.Changes.Count));
    }

    [Fact]
    public async Task The_same_record_twice_and_more_than_one_person_may_do_are_refused()
    {
        var row = await sending.Held("370625", 1);
        var many = new List<UploadRow>();
        for (var seed = 1; seed <= 4; seed++) many.Add(await sending.Held("370626", seed));
        var desk = await Desk();

        var twice = await desk.Try(Kind, Table([row, row], record => record.With("AAE461", "邻居代转")));
        var tooMany = await desk.Try(Kind, Table(many, record => record.With("AAE461", "邻居代转")));

        Assert.Equal((1, "mend.twice"), (twice.Right.Count, twice.Wrong.Single().Code));
        Assert.True(tooMany.IsTooMany);
    }

    [Fact]
    public async Task A_cell_that_is_computed_is_no_correction()
    {
        var row = await sending.Held("370627", 1);
        var desk = await Desk();

        var trial = await desk.Try(Kind, Sheet(Cells("AAB301", "AAZ341", "AAE461")
            + Cells(row.AAB301, row.AAZ341).Replace("</row>", "<c t=\"str\"><f>HYPERLINK(\"http://x\")</f><v>邻居</v></c></row>", StringComparison.Ordinal)));

        var line = Assert.Single(trial.Wrong);
        Assert.Equal(("mend.unreadable", "AAE461"), (line.Code, line.Row.Unreadable.Single()));
    }

    [Fact]
    public async Task A_file_that_is_no_such_table_is_one_line_and_nothing_is_done()
    {
        var desk = await Desk();

        Assert.Contains("不是完整的xlsx工作簿", await Refused(desk, new MemoryStream([1, 2, 3])));
        Assert.Contains("第一行应为", await Refused(desk, Sheet(Cells("姓名", "电话"))));
        Assert.Contains("没有一行有 AAB301、AAZ341", await Refused(desk, Sheet(Cells("AAC003") + Cells("王小明"))));
        Assert.Contains("文件是空的", await Refused(desk, Sheet(Cells("AAB301", "AAZ341"))));
        Assert.Contains("行，请分成几个文件", await Refused(desk, Sheet(Cells("AAB301", "AAZ341") + string.Concat(Enumerable.Repeat(Cells("370102", "1"), 10_001)))));
        // Unfolds to seventy times what it is.
        Assert.Contains("太大，请分成几个文件", await Refused(desk, Sheet(Cells("AAB301", "AAZ341") + string.Concat(Enumerable.Repeat(Cells(new string('x', 900_000)), 80)))));
    }
}
