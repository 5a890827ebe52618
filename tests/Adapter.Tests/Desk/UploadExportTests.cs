using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Adapter.Contracts;
using Adapter.Desk;
using Adapter.Hosting;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;
using MiniExcelLibs;

namespace Adapter.Tests.Desk;

/// <summary>Uploads leave the desk as a table: with a purpose, a mark, a quota, and many of them with a second person.</summary>
public sealed partial class UploadExportTests(UploadExportTests.Fixture fixture) : IClassFixture<UploadExportTests.Fixture>
{
    public sealed class Fixture : DeskFixture
    {
        internal override AdapterSettings Change(AdapterSettings settings) => base.Change(settings) with { Desk = new() { BulkLimit = 2, ExportLimit = 4 } };
    }

    static int number;

    readonly Sending sending = new(fixture);

    UploadExport Export => fixture.Get<UploadExport>();

    /// <summary>An operator who has signed in.</summary>
    async Task<(Actor By, Visitor Visitor)> Operator(string region = "")
    {
        var name = await fixture.Person($"taker{Interlocked.Increment(ref number)}", $"operator {region}".Trim());
        return (new(name, Actor.Desk), await fixture.Entered(name));
    }

    async Task<List<UploadRow>> Held(string region, int count)
    {
        var rows = new List<UploadRow>();
        for (var seed = 1; seed <= count; seed++) rows.Add(await sending.Held(region, seed, change: record => record.With("AAE461", "=1+1")));
        return rows;
    }

    async Task<ExportAnswer> Order(Actor by, IEnumerable<UploadRow> rows) => await Export.Order(by, [.. rows.Select(UploadKey.Of)], "核对学历");

    JobRow Job(long id) => fixture.Database.Read(session => fixture.Get<Jobs>().Find(session, id))!;

    /// <summary>Presses the button of a job's page.</summary>
    static async Task<(HttpStatusCode Status, byte[] File, string Text)> Take(Visitor visitor, long? job)
    {
        var token = Token().Match((await visitor.Look("/password")).Text).Groups[1].Value;
        var answer = await visitor.Post(ExportCalls.Path, ("__RequestVerificationToken", token), ("job", $"{job}"));
        return (answer.Status, await answer.Response.Content.ReadAsByteArrayAsync(), answer.Text);
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [Fact]
    public async Task A_few_are_there_at_once_as_text_with_a_mark_and_each_taking_stands_in_the_log()
    {
        var rows = await Held("370611", 2);
        var (by, visitor) = await Operator();

        var answer = await Order(by, rows);
        var (status, file, _) = await Take(visitor, answer.Job);
        var cells = MiniExcel.Query(new MemoryStream(file), useHeaderRow: true).Cast<IDictionary<string, object>>().ToList();
        using var archive = new ZipArchive(new MemoryStream(file));
        using var properties = new StreamReader(archive.GetEntry("docProps/core.xml")!.Open());

        Assert.Equal((HttpStatusCode.OK, 3), (status, cells.Count));
        Assert.Equal(rows.Select(row => row.AAZ341), cells.Take(2).Select(row => (string)row["AAZ341"]));
        Assert.All(cells.Take(2), row => Assert.Equal("=1+1", row["AAE461"]));
        Assert.Contains(cells[2].Values, value => value is string line && line.Contains(by.Name) && line.Contains("核对学历"));
        Assert.Contains(by.Name, await properties.ReadToEndAsync());
        Assert.Equal(["export", "export"], fixture.Database.Read(session => fixture.Get<AuditLog>().List(session, new() { Person = rows[0].Person, Actor = by.Name })).Select(act => act.Action));
    }

    [Fact]
    public async Task Many_are_given_when_another_has_agreed_and_to_nobody_else()
    {
        var (by, visitor) = await Operator();
        var (other, stranger) = await Operator();
        var id = (await Order(by, await Held("370612", 3))).Job!.Value;

        var early = await Take(visitor, id);
        await fixture.Get<JobControl>().Approve(other, id);
        await Eventually.Holds(() => Job(id).State == JobState.Done);
        var foreign = await Take(stranger, id);
        var given = await Take(visitor, id);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.OK), (early.Status, foreign.Status, given.Status));
        Assert.Contains("export.over", foreign.Text);
    }

    [Fact]
    public async Task Beyond_what_a_person_may_take_in_a_day_nothing_is_ordered_and_the_log_says_so()
    {
        var rows = await Held("370613", 3);
        var (by, _) = await Operator();

        var first = await Order(by, rows);
        var second = await Order(by, rows.Take(2));
        var one = await Order(by, rows.Take(1));
        await fixture.Get<JobControl>().Stop(by, first.Job!.Value, "不需要了");

        Assert.Equal(("", "export.quota", ""), (first.Code, second.Code, one.Code));
        Assert.Equal(3, Export.Left(by.Name));
        Assert.Contains(fixture.Database.Read(session => fixture.Get<AuditLog>().List(session, new() { Actor = by.Name })), act => (act.Action, act.Result) == ("export", "export.quota"));
    }

    [Fact]
    public async Task After_a_day_or_without_the_right_it_is_not_given()
    {
        var (by, visitor) = await Operator("370614");
        var near = (await Order(by, await Held("370614", 1))).Job;
        var far = (await Order(by, await Held("370615", 1))).Job;

        var away = await Take(visitor, far);
        var here = await Take(visitor, near);
        fixture.Time.Advance(UploadExport.Kept);
        using var again = await fixture.Entered(by.Name);
        var late = await Take(again, near);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.Conflict), (away.Status, here.Status, late.Status));
        Assert.Contains("right.missing", away.Text);
        Assert.Contains("export.over", late.Text);
    }

    [Fact]
    public async Task One_table_holds_one_kind()
    {
        var (by, _) = await Operator();
        var answer = await Export.Order(by, [new("audit-result", "370616", "1"), new("deregistration", "370616", "1")], "核对");

        Assert.Equal((null, "export.kind"), (answer.Job, answer.Code));
    }
}
