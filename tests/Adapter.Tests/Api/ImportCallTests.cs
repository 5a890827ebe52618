using System.Net;
using System.Text;
using Adapter.Contracts;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Api;

/// <summary>Files that are handed in over the local API.</summary>
public sealed class ImportCallTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    static IEnumerable<Message> Results(int count, int from) => Enumerable.Range(from, count).Select(seed => Some.AuditResult(seed).With("ADC201", null));

    static string Lines(params IEnumerable<Message> records) => string.Concat(records.Select(record => record.ToJson() + "\n"));

    async Task<Answer> Import(string text, string? kind = "audit-result", string name = "a.ndjson", string? map = null, bool? dryRun = null, HttpClient? client = null)
    {
        using var form = new MultipartFormDataContent();
        if (kind is not null) form.Add(new StringContent(kind), "kind");
        if (map is not null) form.Add(new StringContent(map), "map");
        if (dryRun is not null) form.Add(new StringContent(dryRun == true ? "true" : "false"), "dryRun");
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", name);
        return await (client ?? fixture.Client).Hand("/api/imports", form);
    }

    async Task<Answer> Ended(Answer begun)
    {
        Assert.True(begun.Status == HttpStatusCode.Accepted, begun.Text);
        await Eventually.Holds(() => (string)fixture.Client.Look($"/api/jobs/{begun["id"]}").Result["state"]! != "running");
        return await fixture.Client.Look($"/api/jobs/{begun["id"]}");
    }

    string Folder => Path.Combine(fixture.Get<AdapterSettings>().DataDirectory, "imports");

    [Fact]
    public async Task A_file_is_taken_row_by_row_and_the_job_tells_how_far_it_is()
    {
        var text = Lines([.. Results(1500, 1), Some.AuditResult(2001).With("ADC201", null).With("AAC067", "1")]);

        var begun = await Import(text);
        var job = await Ended(begun);
        var again = await Ended(await Import(text));

        Assert.Equal(("import", "done", 1501, 1501), ((string)job["type"]!, (string)job["state"]!, (int)job["total"]!, (int)job["released"]!));
        Assert.Equal((1500, 1), ((int)job["import"]["taken"]!, (int)job["refused"]["findings"]!));
        Assert.Equal(1500, (int)job["states"]["waiting"]!);
        Assert.Equal((0, 1500), ((int)again["import"]["taken"]!, (int)again["import"]["known"]!));
        Assert.Empty(Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, "source*", SearchOption.AllDirectories) : []);
    }

    [Fact]
    public async Task Each_row_that_was_taken_is_told_of_once_in_the_order_of_the_file()
    {
        var records = Results(1100, 20_001).ToList();
        await fixture.Client.Hand("/api/audit-results", records[700].ToJson());

        await Ended(await Import(Lines([records[0], records[0], .. records])));
        var told = fixture.Database.Read(session => session.All<string>(
            "select AAZ341 from event where type = 'decided' and AAZ341 >= @first and AAZ341 <= @last order by seq", new { first = records[0]["AAZ341"], last = records[^1]["AAZ341"] }));

        Assert.Equal(records.Where((_, place) => place != 700).Prepend(records[700]).Select(record => record["AAZ341"]!), told);
    }

    [Fact]
    public async Task What_is_live_goes_before_all_that_was_imported()
    {
        await Ended(await Import(Lines(Results(30, 3001))));
        await fixture.Client.Hand("/api/audit-results", Some.AuditResult(3100).With("ADC201", null).ToJson());

        var first = fixture.Database.Read(session => session.One<string>(
            "select AAZ341 from upload where state = 'waiting' and kind = 'audit-result' and AAB301 = @region order by deadline, id limit 1", new { region = Some.Region }));
        var shown = await fixture.Client.Look($"/api/uploads/audit-result/{Some.AuditResult(3001).Key}");

        Assert.Equal(Some.AuditResult(3100)["AAZ341"], first);
        Assert.False(shown.Text.Contains("9999", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_and_its_report_is_for_who_began_it()
    {
        using var other = await fixture.ClientWith("submit");
        var job = await Ended(await Import(Lines(Results(2, 4001)) + "{broken\n", dryRun: true));
        var report = await fixture.Client.GetAsync($"/api/jobs/{job["id"]}/report");
        var foreign = await other.Look($"/api/jobs/{job["id"]}/report");

        Assert.Equal((2, 1, true), ((int)job["import"]["taken"]!, (int)job["import"]["faulty"]!, (bool)job["import"]["dryRun"]!));
        Assert.Contains("无法读取", await report.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.NotFound, "import.report"), (foreign.Status, foreign.Code));
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Client.Look($"/api/uploads/audit-result/{Some.AuditResult(4001).Key}")).Status);
    }

    [Fact]
    public async Task A_map_may_come_with_the_file()
    {
        var job = await Ended(await Import(Lines(Results(2, 5001).Select(record => record.With("AAC033", "A"))), map: """{"codes":{"AAC033":{"A":"1"}}}"""));

        Assert.Equal((2, 2), ((int)job["import"]!["taken"]!, (int)job["import"]!["mapped"]!["AAC033"]!["A → 1"]!));
    }

    [Fact]
    public async Task A_job_is_stopped_by_a_call_and_no_job_but_an_import_with_the_scope_of_submitting()
    {
        using var submitter = await fixture.ClientWith("submit");
        var replay = await fixture.Get<Writer>().Write(session => fixture.Get<Jobs>().Begin(session, new() { Type = JobType.Replay, Reason = "test", Canary = 1 }, []));
        var begun = await Import(Lines(Results(6000, 6001)), client: submitter);

        var stopped = await submitter.Send(HttpMethod.Delete, $"/api/jobs/{begun["id"]}", (string?)null);
        var barred = await submitter.Send(HttpMethod.Delete, $"/api/jobs/{replay.Id}", (string?)null);
        var none = await submitter.Send(HttpMethod.Delete, "/api/jobs/999999", (string?)null);

        Assert.Contains(stopped.Status, new[] { HttpStatusCode.OK, HttpStatusCode.Conflict });
        Assert.NotEqual("running", $"{(await fixture.Client.Look($"/api/jobs/{begun["id"]}"))["state"]}");
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (barred.Status, none.Status));
        await Eventually.Holds(() => !Directory.EnumerateFiles(Folder, "source*", SearchOption.AllDirectories).Any());
    }

    [Theory]
    [InlineData("audit-result", "a.doc", "x", null, 400, "import.form")]
    [InlineData("application", "a.ndjson", "{}", null, 400, "import.kind")]
    [InlineData(null, "a.ndjson", "{}", null, 400, "import.kind")]
    [InlineData("audit-result", "a.xlsx", "no workbook", null, 422, "import.file")]
    [InlineData("audit-result", "a.csv", "x,y\n1,2\n", null, 422, "import.file")]
    [InlineData("audit-result", "a.ndjson", "{}\n", "{\"x\":1}", 422, "import.file")]
    public async Task What_cannot_be_read_is_refused_at_once_and_leaves_nothing(string? kind, string name, string text, string? map, int status, string code)
    {
        var before = Directory.Exists(Folder) ? Directory.GetDirectories(Folder).Length : 0;

        var answer = await Import(text, kind, name, map);

        Assert.Equal((status, code), ((int)answer.Status, answer.Code));
        Assert.Equal(before, Directory.GetDirectories(Folder).Length);
    }
}
