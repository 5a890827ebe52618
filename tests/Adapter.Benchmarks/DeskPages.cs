using System.Diagnostics;
using System.Globalization;
using Adapter.Contracts;
using Adapter.EndToEnd.Support;
using Adapter.Settings;
using Adapter.Simulator;
using Adapter.Store;
using Dapper;
using Microsoft.Playwright;

namespace Adapter.Benchmarks;

/// <summary>
/// How long until a page of the desk shows what it has to show, in a real browser, beside a store of a million uploads,
/// two million events and fifty thousand applications; and how long a person's number is looked for.
/// </summary>
static class DeskPages
{
    const int Uploads = 1_000_000;
    const int Applications = 50_000;
    const int Looks = 5;
    // What a page shows once it has read: a list, a note that there is none, a card or a form.
    const string Content = "main .desk-list, main .desk-empty, main .desk-card, main .desk-lines, main input[type=file]";

    static readonly (string Name, string Role, string[] Paths)[] visitors =
    [
        ("reviewer", "审核人员", ["/", "/review", "/review?due=later&holder=free", "/review?sort=findings", "/review?sort=received", "/corrections", "/register", "/codes"]),
        ("operator", "运维人员", ["/", "/uploads", "/uploads?state=delivered", "/uploads?state=failed&code=30000001", "/uploads/jobs", "/uploads/import", "/handover", "/downloads"]),
        ("sysadmin", "系统管理员", ["/system", "/users"]),
        ("security", "安全管理员", ["/rights"]),
        ("auditor", "安全审计员", ["/audit"]),
    ];

    public static async Task Measure(TextWriter output)
    {
        var run = new DeskRun();
        await run.InitializeAsync();
        try
        {
            await run.Province.Stop();
            var number = Fill(run.Province.DataDirectory);
            await run.Province.Start();
            foreach (var (name, role, paths) in visitors)
            {
                var page = await run.Sit(name, role);
                foreach (var path in paths) Show(output, path, await Looked(page, path));
            }
            Show(output, "search by number", await Looked(() => run.Province.Client.Hand("/api/uploads/search", new { AAC002 = number })));
        }
        finally
        {
            await run.DisposeAsync();
        }
    }

    static void Show(TextWriter output, string what, (double First, double Median) looks) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-40} {looks.Median,6:F0} ms, the first time {looks.First,6:F0} ms"));

    static Task<(double First, double Median)> Looked(IPage page, string path) => Looked(async () =>
    {
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForSelectorAsync(Content);
    });

    // The first look warms up what the process has not yet read or compiled.
    static async Task<(double First, double Median)> Looked(Func<Task> look)
    {
        var times = new List<double>();
        for (var number = 0; number <= Looks; number++)
        {
            var begun = Stopwatch.GetTimestamp();
            await look();
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        return (times[0], times.Skip(1).Order().ElementAt(Looks / 2));
    }

    /// <summary>A person's number that two of the uploads have.</summary>
    static string Fill(string folder)
    {
        var settings = new AdapterSettings { DataDirectory = folder };
        var applicants = new Applicants(Agreement.Embedded, new() { Regions = ["370102"], Seed = 9 });
        var result = applicants.LocalResult(0, ChinaTime.Date(TimeProvider.System.GetUtcNow()));
        var application = Message.Of(Agreement.Embedded.Kind("application"), result.Kind.Fields.Where(field => !result.IsEmpty(field.Code)).Select(field => new KeyValuePair<string, string?>(field.Code, result[field.Code])));
        var values = new
        {
            uploads = Uploads,
            applications = Applications,
            person = new Persons(settings).HashOf(result),
            result = result.ToUtf8(),
            application = application.ToUtf8(),
        };
        using var connection = new Database(settings).Open();
        foreach (var statement in new[] { FillUploads, FillContents, FillEvents, FillApplications }) connection.Execute(statement, values, commandTimeout: 600);
        return result["AAC002"]!;
    }

    const string Numbers = "with recursive n (i) as (select 1 union all select i + 1 from n where i <";
    const string At = "strftime('%Y-%m-%dT%H:%M:%S.000Z', 'now', '-' || (i % 25000) || ' minutes')";
    const string FillUploads = $"""
        {Numbers} @uploads)
        insert into upload (kind, AAB301, AAZ341, version, person, registers, correction, state, due_at, why, deadline, class, code, message,
          digest, payload, findings, origin, created_at, settled_at)
        select 'audit-result', case when i % 2 = 0 then '370102' else '370103' end, printf('370102990101%06d', i), 1,
          case when i < 3 then @person else lower(hex(randomblob(16))) end, 1, 0,
          case when i % 1000 = 0 then 'failed' when i % 5000 = 1 then 'waiting' else 'delivered' end, '9999-12-31T00:00:00.000Z', '', '9999-12-31',
          case when i % 1000 = 0 then 'DataError' end, case when i % 1000 = 0 then '30000001' end, case when i % 1000 = 0 then '必填项为空' end,
          lower(hex(randomblob(32))), x'', '', 'live', {At}, {At} from n
        """;
    const string FillContents = "insert into upload_content (upload_id, payload, findings) select id, @result, '[]' from upload";
    const string FillEvents = $"""
        {Numbers} 2 * @uploads)
        insert into event (at, type, kind, AAB301, AAZ341, version)
        select {At}, case when i % 2 = 0 then 'decided' else 'accepted' end, 'audit-result', '370102', printf('370102990101%06d', i), 1 from n
        """;
    const string FillApplications = $"""
        {Numbers} @applications)
        insert into application (ADC201, AAB301, AAE127, deadline, state, flagged, version, digest, person, findings, payload, received_at, origin)
        select printf('SQ%012d', i), case when i % 2 = 0 then '370102' else '370103' end, '20261127', date('now', (i % 5) || ' days'), 'pending', 0, 1,
          lower(hex(randomblob(32))), lower(hex(randomblob(16))), '[]', @application, {At}, 'live' from n
        """;
}
