using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Store;

/// <summary>The review queue in each of its orders, on SQLite and on PostgreSQL.</summary>
public abstract class QueueOrderTests : IAsyncLifetime
{
    const string Doubt = """[{"field":"AAC003","severity":"warning","rule":"name.separator","message":"","value":""}]""";

    StoreUnderTest store = null!;

    internal abstract StoreUnderTest Create();

    public async Task InitializeAsync()
    {
        store = Create();
        var random = new Random(11);
        await store.Writer.Write(session =>
        {
            foreach (var number in Enumerable.Range(0, 60)) store.Inbox.Put(session, Row(number, random), null);
        });
    }

    public async Task DisposeAsync() => await store.DisposeAsync();

    static ApplicationRow Row(int number, Random random) => new()
    {
        ADC201 = NumberOf(number),
        AAB301 = random.Next(2) == 0 ? "370102" : "370103",
        AAE127 = "20260213",
        Deadline = $"2026-02-{random.Next(20, 25)}",
        State = number % 6 == 0 ? ApplicationState.Decided : ApplicationState.Pending,
        Flagged = random.Next(3) == 0 ? 1 : 0,
        Version = 1,
        Digest = "",
        Person = $"p{number % 5}",
        Findings = random.Next(2) == 0 ? "[]" : Doubt,
        Payload = [],
        ReceivedAt = $"2026-02-13T0{random.Next(5)}:00:00.000Z",
    };

    static string NumberOf(int number) => $"SQ{number * 37 % 61:000}";

    IReadOnlyList<QueueRow> Page(QueueFilter filter) => store.Database.Read(session => store.Get<ReviewQueue>().Queue(session, filter));

    static int PartOf(QueueRow row) => row.Flagged == 1 ? 0 : row.Findings != "[]" ? 1 : 2;

    static string KeyOf(string order, QueueRow row) => order switch
    {
        QueueOrder.Received => row.ReceivedAt,
        QueueOrder.Region => $"{row.AAB301} {row.Deadline}",
        QueueOrder.Findings => $"{PartOf(row)} {row.Deadline}",
        _ => row.Deadline,
    };

    [Fact]
    public void A_person_has_those_of_its_own_that_are_open_nearest_deadline_first()
    {
        var found = Page(new() { Person = "p2" });

        Assert.Equal(Enumerable.Range(0, 60).Where(number => number % 5 == 2 && number % 6 != 0).Select(NumberOf).Order(), found.Select(row => row.ADC201).Order());
        Assert.Equal(found.OrderBy(row => row.Deadline).ThenBy(row => row.ADC201, StringComparer.Ordinal), found);
        Assert.Empty(Page(new() { Person = "nobody" }));
    }

    [Theory]
    [InlineData(QueueOrder.Deadline)]
    [InlineData(QueueOrder.Received)]
    [InlineData(QueueOrder.Region)]
    [InlineData(QueueOrder.Findings)]
    public void Page_by_page_and_back_again_each_is_passed_once_in_its_order(string order)
    {
        var filter = new QueueFilter { Order = order, Now = store.Now, Limit = 7 };
        var passed = new List<QueueRow>();
        for (var page = Page(filter); page.Count > 0; page = Page(filter with { After = QueueOrder.PlaceOf(order, passed[^1]) })) passed.AddRange(page);

        Assert.Equal(50, passed.Count);
        Assert.Equal(passed.OrderBy(row => KeyOf(order, row), StringComparer.Ordinal).ThenBy(row => row.ADC201, StringComparer.Ordinal).Select(row => row.ADC201), passed.Select(row => row.ADC201));
        var back = new List<QueueRow> { passed[^1] };
        while (store.Database.Read(session => store.Get<ReviewQueue>().Before(session, filter with { After = QueueOrder.PlaceOf(order, back[^1]) })) is { } before) back.Add(before);
        Assert.Equal(passed.AsEnumerable().Reverse().Select(row => row.ADC201), back.Select(row => row.ADC201));
    }

    [Fact]
    public void An_order_leaves_the_filters_as_they_are()
    {
        foreach (var order in QueueOrder.All)
        {
            var filter = new QueueFilter { Order = order, Now = store.Now, Region = "370102", Rule = "name.separator", DueBefore = "2026-02-23" };
            Assert.NotEmpty(Page(filter));
            Assert.All(Page(filter), row => Assert.True(row.AAB301 == "370102" && row.Findings == Doubt && string.CompareOrdinal(row.Deadline, "2026-02-23") < 0));
            Assert.Equal(Page(filter with { Order = QueueOrder.Deadline }).Select(row => row.ADC201).Order(), Page(filter).Select(row => row.ADC201).Order());
        }
    }

    [Fact]
    public void Each_order_goes_through_an_index_without_sorting()
    {
        if (!store.Database.IsSqlite) return;
        using var connection = store.Database.Open();
        var values = new { State = "pending", Region = (string?)null, Limit = 1, flagged = -1, regions = (string?)null, Due = "", DueBefore = "9", rule = (string?)null, Holder = (string?)null, store.Now, first = "", deadline = "", number = "", Person = "" };
        foreach (var sql in new[] { ReviewQueue.Sql.Queue, ReviewQueue.Sql.QueueReceived, ReviewQueue.Sql.QueueRegion, ReviewQueue.Sql.QueueFlagged, ReviewQueue.Sql.QueueDoubtful, ReviewQueue.Sql.QueueClear, ReviewQueue.Sql.Before, ReviewQueue.Sql.BeforeReceived, ReviewQueue.Sql.BeforeRegion, ReviewQueue.Sql.BeforeFlagged, ReviewQueue.Sql.BeforeDoubtful, ReviewQueue.Sql.BeforeClear })
        {
            var plan = Dapper.SqlMapper.Query<(long Id, long Parent, long Unused, string Detail)>(connection, $"explain query plan {sql}", values).Select(step => step.Detail).ToList();
            Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
            Assert.Contains(plan, step => step.StartsWith("SEARCH a USING INDEX application_queue", StringComparison.Ordinal));
        }
    }
}

public sealed class SqliteQueueOrderTests : QueueOrderTests
{
    internal override StoreUnderTest Create() => new();
}

public sealed class PostgresQueueOrderTests(PostgresServer server) : QueueOrderTests, IClassFixture<PostgresServer>
{
    internal override StoreUnderTest Create() => new(server.NewDatabase());
}
