using Adapter.Desk;
using Adapter.People;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

/// <summary>What a person is writing: it costs one write now and then, and nothing of it is lost.</summary>
public sealed class DraftTests(DeskFixture fixture) : IClassFixture<DeskFixture>
{
    const string About = "case/SQ1";

    DraftBook Book => fixture.Get<DraftBook>();

    byte[]? Stored(Clerk clerk) => fixture.Database.Read(session => fixture.Get<Drafts>().Find(session, clerk.Account, About));

    [Fact]
    public async Task What_is_typed_is_there_at_once_and_is_written_a_second_later_as_it_then_is()
    {
        var clerk = await Sitting.Down(fixture);
        foreach (var reason in new[] { "已", "已在", "已在外地" }) Book.Keep(clerk, About, new CaseForm { Result = "2", Reason = reason });

        Assert.Equal("已在外地", Book.Find<CaseForm>(clerk, About).Reason);
        Assert.Null(Stored(clerk));
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.Holds(() => Stored(clerk) is not null);
        Assert.Contains("已在外地", System.Text.RegularExpressions.Regex.Unescape(System.Text.Encoding.UTF8.GetString(Stored(clerk)!)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_was_handed_in_before_it_was_written_does_not_come_back()
    {
        var clerk = await Sitting.Down(fixture);
        Book.Keep(clerk, About, new CaseForm { Result = "1" });
        await Book.Remove(clerk, About);
        Book.Keep(clerk, "case/SQ2", new CaseForm { Result = "1" });

        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.Holds(() => fixture.Database.Read(session => fixture.Get<Drafts>().Find(session, clerk.Account, "case/SQ2")) is not null);

        Assert.Null(Stored(clerk));
        Assert.True(Book.Find<CaseForm>(clerk, About).IsEmpty);
    }

    [Fact]
    public async Task The_end_of_the_program_does_not_wait_for_the_second()
    {
        var clerk = await Sitting.Down(fixture);
        Book.Keep(clerk, About, new CaseForm { Result = "1" });

        await fixture.Stop();
        await fixture.Start();

        Assert.Equal("1", Book.Find<CaseForm>(clerk, About).Result);
    }
}
