using Adapter.Contracts;
using Adapter.Intake;
using Adapter.Store;
using Adapter.Tests.Support;
using Dapper;

namespace Adapter.Tests.Intake;

/// <summary>The records of a page are kept together, and one by one where the store will not have it.</summary>
public sealed class OneByOneTests
{
    // Together the applications stand before the first version of each.
    const string NotTogether = """
        create trigger not_together before insert on application when exists (
          select 1 from application a where not exists (select 1 from application_version v where v.ADC201 = a.ADC201))
        begin select raise(abort, 'not together'); end
        """;

    [Fact]
    public async Task A_page_leaves_the_same_either_way()
    {
        var (together, inOrder) = await Kept(_ => Task.CompletedTask);
        var (oneByOne, asTheyCame) = await Kept(fixture => fixture.Get<Writer>().Write(session => session.Execute(NotTogether)));

        Assert.Contains("run 13 8 3 2", together);
        Assert.All(["SQ-OTHER", "SQ-HELD", "SQ-SENT", Number(2309)], number =>
            Assert.Contains(together, row => row.StartsWith($"application {number} pending", StringComparison.Ordinal) && row.Contains("person.duplicate", StringComparison.Ordinal)));
        Assert.Contains(together, row => row.StartsWith($"application {Number(2305)} decided", StringComparison.Ordinal));
        Assert.Equal(together, oneByOne);
        Assert.Equal([Number(2301), Number(2302)], inOrder.Take(2));
        Assert.Equal([Number(2302), Number(2301)], asTheyCame.Take(2));
    }

    static async Task<(IReadOnlyList<string> Left, IReadOnlyList<string> Events)> Kept(Func<PagedMinistry, Task> before)
    {
        var fixture = new PagedMinistry();
        await fixture.InitializeAsync();
        try
        {
            await Eventually.Holds(() => fixture.Database.Read(session => fixture.Get<Downloads>().Last(session, Some.Region)?.State == "done"));
            await fixture.Client.Hand("/api/audit-results", Some.AuditResult(2305).With("ADC201", Number(2305)).ToJson());
            await fixture.Client.Hand("/api/audit-results", Some.AuditResult(2308).With("ADC201", null).ToJson());
            Message[] held = [Some.Application(2303), Some.Application(2304), Some.Application(2310)];
            await Run(fixture, held);
            await before(fixture);
            var run = await Run(fixture,
            [
                Some.Application(2302), Some.Application(2301), held[0], held[1].With("AAC067", "13800002304"),
                // A person of this page, of an application that is held, of a result that is on its way, of a new version on this page.
                Some.Application(2301).With("ADC201", "SQ-OTHER"), held[0].With("ADC201", "SQ-HELD"), Some.Application(2308).With("ADC201", "SQ-SENT"),
                Some.Application(2309).With("ADC201", Number(2310)), Some.Application(2309),
                Some.Application(2302).With("AAC067", "13800002302"), Some.Application(2305), Some.Application(2306).With("ADC201", null), held[0],
            ]);
            using var connection = fixture.Database.Open();
            // A person's hash is another one in each store: whose application came first says the same.
            return ([
                $"run {run.Received} {run.Fresh} {run.Changed} {run.Known}",
                .. connection.Query<string>("select 'application ' || ADC201 || ' ' || state || ' ' || version || ' ' || flagged || coalesce(decision, '') || coalesce(AAZ341, '') || digest || deadline || findings || (select min(b.ADC201) from application b where b.person = a.person) from application a order by ADC201"),
                .. connection.Query<string>("select 'version ' || ADC201 || ' ' || version || digest || findings || page_id || hex(payload) from application_version order by ADC201, version"),
                .. connection.Query<string>("select 'unreadable ' || digest || row_no || findings from unreadable order by digest"),
                .. connection.Query<string>("select 'sighting ' || ADC201 || digest from sighting order by ADC201, digest"),
                .. connection.Query<string>("select 'event ' || type || ' ' || kind || ADC201 || AAB301 || version from event where type in ('downloaded', 'changed') order by type, ADC201, version"),
            ], [.. connection.Query<string>("select ADC201 from event where type = 'downloaded' and ADC201 not in @held order by seq", new { held = held.Select(record => record["ADC201"]) })]);
        }
        finally
        {
            await fixture.DisposeAsync();
        }
    }

    static Task<RunRow> Run(PagedMinistry fixture, Message[] records)
    {
        fixture.Pages = (_, _) => PagedMinistry.Page(records.Length, 1, records);
        return fixture.Get<Downloader>().Run(Some.Region);
    }

    static string Number(int seed) => Some.Application(seed)["ADC201"]!;
}
