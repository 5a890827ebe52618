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
        var together = await Kept(_ => Task.CompletedTask);
        var oneByOne = await Kept(fixture => fixture.Get<Writer>().Write(session => session.Execute(NotTogether)));

        Assert.Contains("run 9 5 2 1 2", together);
        Assert.Contains(together, row => row.StartsWith("application SQ-OTHER pending", StringComparison.Ordinal) && row.Contains("person.duplicate", StringComparison.Ordinal));
        Assert.Contains(together, row => row.StartsWith($"application {Number(2305)} decided", StringComparison.Ordinal));
        Assert.Equal(together, oneByOne);
    }

    static async Task<IReadOnlyList<string>> Kept(Func<PagedMinistry, Task> before)
    {
        var fixture = new PagedMinistry();
        await fixture.InitializeAsync();
        try
        {
            await Eventually.Holds(() => fixture.Database.Read(session => fixture.Get<Downloads>().Last(session, Some.Region)?.State == "done"));
            await fixture.Client.Hand("/api/audit-results", Some.AuditResult(2305).With("ADC201", Number(2305)).ToJson());
            Message[] held = [Some.Application(2303), Some.Application(2304)];
            await Run(fixture, held);
            await before(fixture);
            var run = await Run(fixture,
            [
                Some.Application(2301), Some.Application(2302),
                .. held.Select((record, place) => place == 0 ? record : record.With("AAC067", "13800002304")),
                Some.Application(2301).With("ADC201", "SQ-OTHER"), Some.Application(2302).With("AAC067", "13800002302"),
                Some.Application(2305), Some.Application(2306).With("ADC201", null), Some.Application(2303),
            ]);
            using var connection = fixture.Database.Open();
            // A person's hash is another one in each store: whose application came first says the same.
            return
            [
                $"run {run.Received} {run.Fresh} {run.Changed} {run.Flagged - run.Changed} {run.Known}",
                .. connection.Query<string>("select 'application ' || ADC201 || ' ' || state || ' ' || version || ' ' || flagged || digest || deadline || findings || (select min(b.ADC201) from application b where b.person = a.person) from application a order by ADC201"),
                .. connection.Query<string>("select 'version ' || ADC201 || ' ' || version || digest || findings || hex(payload) from application_version order by ADC201, version"),
                .. connection.Query<string>("select 'event ' || type || ' ' || kind || coalesce(ADC201, '') || AAB301 || version from event order by type, ADC201, version"),
            ];
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
