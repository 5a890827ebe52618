using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Store;

/// <summary>Who may look at some regions finds nothing of the others, whatever is asked for.</summary>
public sealed class UploadScopeTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>, IAsyncLifetime
{
    readonly Sending sending = new(fixture);

    UploadList List => fixture.Get<UploadList>();

    public async Task InitializeAsync()
    {
        if (fixture.Database.Read(session => List.List(session, new() { Region = "375001" })).Count > 0) return;
        await sending.Held("375001", 1);
        await sending.Held("375001", 2, code: "30000002");
        await sending.Held("375002", 3);
        await sending.Held("375003", 4, UploadState.Delivered);
        // Two versions of one key.
        await sending.Held("375004", 5, UploadState.Discarded);
        await sending.Held("375004", 5);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Rows_groups_counts_and_choices_are_of_these_regions_alone()
    {
        var filter = new UploadFilter { Regions = ["375001", "375003"] };
        var (rows, groups, counts, newest) = fixture.Database.Read(session => (
            List.List(session, filter), List.Groups(session, filter), List.Counts(session, filter.Regions), List.Newest(session, filter).ToList()));

        Assert.Equal(["375001", "375001", "375003"], rows.Select(row => row.AAB301));
        Assert.Equal(2, groups.Sum(group => group.Number));
        Assert.Equal((2, 1, 0), (counts[UploadState.Failed], counts[UploadState.Delivered], counts[UploadState.Discarded]));
        Assert.Equal(3, newest.Count);
    }

    [Fact]
    public void Who_may_look_nowhere_finds_nothing()
    {
        var filter = new UploadFilter { Regions = [] };

        Assert.Empty(fixture.Database.Read(session => List.List(session, filter)));
        Assert.All(fixture.Database.Read(session => List.Counts(session, [])).Values, count => Assert.Equal(0, count));
    }

    [Fact]
    public void A_replaced_version_is_neither_listed_as_newest_nor_counted_as_stopped()
    {
        var filter = new UploadFilter { Regions = ["375004"], IsNewestOnly = true };

        Assert.Equal([UploadState.Failed], fixture.Database.Read(session => List.List(session, filter)).Select(row => row.State));
        Assert.Equal(0, fixture.Database.Read(session => List.Counts(session, filter.Regions))[UploadState.Discarded]);
    }

    [Fact]
    public void An_answer_without_a_field_is_found_by_that()
    {
        var filter = new UploadFilter { Regions = ["375001"], State = UploadState.Failed, Code = "30000002", Class = "DataError", Field = "" };

        Assert.Equal("30000002", fixture.Database.Read(session => List.List(session, filter)).Single().Code);
        Assert.Empty(fixture.Database.Read(session => List.List(session, filter with { Field = "AAC011" })));
    }

    [Fact]
    public async Task A_job_is_listed_for_who_may_see_all_of_it()
    {
        var jobs = fixture.Get<Jobs>();
        var ids = fixture.Database.Read(session => List.Newest(session, new() { Regions = ["375001", "375002"] }).Select(row => row.Id).ToList());
        var job = await fixture.Get<Writer>().Write(session => jobs.Begin(session, new() { Type = "other", Reason = "x" }, ids));

        bool IsListed(params string[] regions) => fixture.Database.Read(session => jobs.List(session, regions, long.MaxValue, 50)).Any(row => row.Id == job.Id);

        Assert.True(IsListed("375001", "375002"));
        Assert.False(IsListed("375001"));
        Assert.Equal(["375001", "375002"], fixture.Database.Read(session => jobs.Regions(session, job.Id)).Order());
    }
}
