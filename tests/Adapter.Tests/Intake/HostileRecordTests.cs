using Adapter.Intake;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Intake;

/// <summary>Records that a platform should not send, each among good ones.</summary>
public sealed class HostileRecordTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    const int Pages = 1000;

    readonly PagedMinistry fixture = new();

    public async Task InitializeAsync()
    {
        await fixture.InitializeAsync();
        await Begun();
    }

    async Task Begun()
    {
        await Eventually.Holds(() => fixture.Database.Read(session => new[] { Some.Region, "370103" }
            .All(region => fixture.Get<Downloads>().Last(session, region)?.State == "done")));
    }

    public Task DisposeAsync() => fixture.DisposeAsync();

    static readonly Func<int, string>[] Kinds =
    [
        number => $$"""{"ADC201":"H{{number}}","AAC003":"{{Bytes(0xFF, 0xFE)}}"}""",
        number => $$"""{"ADC201":"H{{number}}","AAC003":"{{Bytes(0xC0, 0x80)}}"}""",
        number => $$"""{"ADC201":"H{{number}}","AAC003":"{{Bytes(0xED, 0xA0, 0x80)}}"}""",
        number => $$"""{"ADC201":"H{{Bytes(0xFF)}}{{number}}"}""",
        number => $$"""{"ADC201":"H{{number}}","AAC003":"\uD842"}""",
        number => $$"""{"ADC201":"\uDC00{{number}}"}""",
        number => $$"""{"ADC201":"H{{number}}","x":{{new string('[', 60)}}{{new string(']', 60)}}}""",
        number => $$"""{"ADC201":"H{{number}}","ADC201":"K{{number}}"}""",
        number => $$"""{"ADC201":"H{{number}}","AAB301":"370102","\u0041AB301":"370103"}""",
        number => $$"""{"ADC201":1e999,"AAE127":{{number}}}""",
        number => $$"""{"ADC201":"H{{number}}","AAC067":-1e-999,"AAE127":99999999999999999999999}""",
        number => $$"""{"ADC201":"{{new string('9', 5000)}}{{number}}"}""",
        number => $$"""{"ADC201":"H{{number}}","AAB301":"{{new string('3', 5000)}}","AAE127":"{{new string('2', 5000)}}","AAC003":"{{new string('x', 5000)}}"}""",
        number => $$"""{"ADC201":"H{{number}}","AAB301":"\u0000","AAE127":"\u0000"}""",
        number => $$"""{"ADC201":"H{{number}}","AAE127":"{{new string('1', 31)}}\uD842\uDFB7"}""",
        number => $$"""{"ADC201":"H{{number}}",}""",
        number => $$"""{"ADC201":H{{number}}}""",
        number => $$"""{"ADC201":"H{{number}}","AAC003":"\x"}""",
        number => $"{{\"ADC201\":\"H{number}\",\"AAC003\":\"a\u0001b\"}}",
        number => $$"""[{{number}}]""",
        number => "null",
        number => $"{number}",
        number => $$"""{"":"{{number}}"}""",
        number => $$"""{"ADC201":{"a":"{{number}}"},"AAC003":["b"]}""",
    ];

    static string Bytes(params IEnumerable<byte> bytes) => string.Concat(bytes.Select(PagedMinistry.Byte));

    static string Hostile(int page) => Kinds[page % Kinds.Length](page);

    [Fact]
    public async Task One_hostile_record_in_each_of_a_thousand_pages_spoils_no_neighbour()
    {
        fixture.Pages = (_, page) => PagedMinistry.Raw(3 * Pages, Pages, Some.Application((2 * page) + 10_000).ToJson(), Hostile(page), Some.Application((2 * page) + 10_001).ToJson());

        var run = await fixture.Get<Downloader>().Run(Some.Region);

        Assert.Equal(("done", Pages, 3 * Pages), (run.State, run.Pages, run.Received));
        var missing = fixture.Database.Read(session => Enumerable.Range(10_002, 2 * Pages)
            .Count(seed => fixture.Get<Inbox>().Find(session, Some.Application(seed)["ADC201"]!) is null));
        Assert.Equal(0, missing);
    }

    [Fact]
    public async Task A_record_that_the_store_refuses_is_kept_as_it_came_and_its_neighbours_as_ever()
    {
        await fixture.Get<Writer>().Write(session => session.Execute(
            "create trigger refuse before insert on application when new.AAE127 = '20260101' begin select raise(abort, 'refused'); end"));
        fixture.Pages = (_, _) => PagedMinistry.Page(4, 1, new[] { 2201, 2202, 2203, 2204 }.Select(seed =>
            Some.Application(seed).With("AAE127", seed % 2 == 0 ? "20260101" : "20260210")));

        var run = await fixture.Get<Downloader>().Run(Some.Region);

        Assert.Equal(("done", 4, 2), (run.State, run.Fresh, run.Flagged));
        Assert.Equal(["failed: SqliteException"], fixture.Database.Read(session => fixture.Get<Downloads>().Unreadable(session, "", 100)).Select(row => row.Reason).Distinct());
        Assert.NotNull(fixture.Database.Read(session => fixture.Get<Inbox>().Find(session, Some.Application(2203)["ADC201"]!)));

        await fixture.Get<Writer>().Write(session => session.Execute("drop trigger refuse"));
        Assert.Equal(2, (await fixture.Get<Downloader>().Run(Some.Region)).Fresh);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Of_every_kind_of_hostile_record_something_is_kept_with_what_is_wrong(string store)
    {
        await fixture.Stop();
        fixture.Otherwise = settings => settings with { Store = store, ConnectionString = store == "sqlite" ? null : postgres.NewDatabase() };
        await fixture.Start();
        await Begun();
        fixture.Pages = (_, _) => PagedMinistry.Raw(Kinds.Length, 1, [.. Enumerable.Range(1, Kinds.Length).Select(Hostile)]);

        var run = await fixture.Get<Downloader>().Run(Some.Region);
        var again = await fixture.Get<Downloader>().Run(Some.Region);

        Assert.Equal(("done", Kinds.Length), (run.State, run.Fresh));
        Assert.Equal(("done", 0, Kinds.Length), (again.State, again.Fresh, again.Known));
        Assert.Equal(Kinds.Length, run.Flagged);
        var kept = fixture.Database.Read(session => fixture.Get<Downloads>().Unreadable(session, "", 100));
        Assert.Equal(["long-number", "no-number"], kept.Select(row => row.Reason).Distinct().Order(StringComparer.Ordinal));
        Assert.All(kept, row => Assert.NotEqual("[]", row.Findings));
    }
}
