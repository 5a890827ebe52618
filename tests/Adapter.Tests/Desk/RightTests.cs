using System.Net;
using Adapter.People;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

/// <summary>Who may do what where, and how it is taken away.</summary>
public sealed class RightTests(DeskFixture fixture) : IClassFixture<DeskFixture>
{
    AccountBook Book => fixture.Get<AccountBook>();

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var (one, other) in Role.All.SelectMany(one => Role.All.Where(other => other != one).Select(other => (one, other)))) pairs.Add(one.Name, other.Name);
        return pairs;
    }

    [Theory, MemberData(nameof(Pairs))]
    public async Task Duties_exclude_each_other_and_looking_on_goes_with_the_work(string held, string wanted)
    {
        var person = await fixture.Person($"p-{held}-{wanted}", held);

        var answer = await Book.Grant(DeskFixture.Admin, person, Role.Find(wanted)!, "");

        string[] both = [held, wanted];
        var goes = both.Contains("viewer") && (both.Contains("reviewer") || both.Contains("operator"));
        Assert.Equal(goes ? "" : "account.excluded", answer.Code);
    }

    [Fact]
    public async Task Nobody_changes_the_own_rights_or_account()
    {
        var self = new Actor("security", Actor.Desk);

        var grant = await Book.Grant(self, "security", Role.Find("viewer")!, "");
        var revoke = await Book.Revoke(self, "security", Role.Find("security")!, "");
        var disable = await Book.Disable(self, "security");

        Assert.Equal(("account.own", "account.own", "account.own"), (grant.Code, revoke.Code, disable.Code));
    }

    [Fact]
    public async Task A_role_covers_the_regions_that_begin_with_its_digits()
    {
        await fixture.Person("jinan", "reviewer 3701");
        var clerk = fixture.Get<Clerks>().Find("jinan")!;

        Assert.True(clerk.May(Right.Review, "370102"));
        Assert.False(clerk.May(Right.Review, "370202"));
        Assert.False(clerk.May(Right.Operate, "370102"));
        Assert.Equal(["370102"], clerk.Where(Right.Review, ["370102", "370202"]));
    }

    [Fact]
    public async Task A_role_in_a_retired_region_covers_what_succeeded_it()
    {
        // 莱芜市 371200 became 济南市莱芜区 370116 in 2019.
        var retired = Adapter.Contracts.Agreement.Embedded.Tables["region"].Rows.Values
            .First(row => row["status"] == "retired" && row["successor_codes"].Length == 6 && row["level"] == "county" && row["successor_codes"] != row["code"]);
        await fixture.Person("laiwu", $"viewer {retired["code"]}");
        var clerk = fixture.Get<Clerks>().Find("laiwu")!;

        Assert.True(clerk.May(Right.See, retired["successor_codes"]));
        Assert.False(clerk.May(Right.See, "370202"));
    }

    [Theory]
    [InlineData("reviewer", "3701021")]
    [InlineData("reviewer", "济南")]
    [InlineData("sysadmin", "3701")]
    public async Task A_region_that_is_none_is_refused(string role, string region)
    {
        var person = await fixture.Person($"r-{role}-{region.Length}");

        Assert.Equal("account.region", (await Book.Grant(DeskFixture.Admin, person, Role.Find(role)!, region)).Code);
    }

    [Fact]
    public async Task Revoking_a_role_ends_the_visits()
    {
        await fixture.Person("karl", "viewer", "reviewer 3701");
        using var visitor = await fixture.Entered("karl");

        await Book.Revoke(DeskFixture.Admin, "karl", Role.Find("reviewer")!, "3701");

        Assert.True((await visitor.Look("/downloads")).IsSignIn);
    }

    [Fact]
    public async Task A_disabled_account_has_no_visit_and_begins_none()
    {
        await fixture.Person("lena", "viewer");
        using var visitor = await fixture.Entered("lena");

        await Book.Disable(DeskFixture.Admin, "lena");
        var gone = await visitor.Look("/downloads");
        var refused = await visitor.Enter("lena", DeskFixture.Password);
        await Book.Enable(DeskFixture.Admin, "lena");
        var again = await visitor.Enter("lena", DeskFixture.Password);

        Assert.True(gone.IsSignIn);
        Assert.Contains("已停用", refused.Wrong, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, again.Status);
    }

    [Fact]
    public async Task A_password_that_was_reset_ends_visits_and_locks()
    {
        await fixture.Person("max", "viewer");
        using var visitor = await fixture.Entered("max");

        var answer = await Book.Reset(DeskFixture.Admin, "max");

        Assert.True((await visitor.Look("/downloads")).IsSignIn);
        Assert.Equal("/password", (await visitor.Enter("max", answer.Password!)).To);
    }

    [Fact]
    public async Task What_was_refused_stands_in_the_log_too()
    {
        var person = await fixture.Person("nina", "reviewer");

        await Book.Grant(new("chief", Actor.Desk), person, Role.Find("operator")!, "");

        var row = fixture.Database.Read(session => fixture.Get<AuditLog>().List(session, new() { Object = person }))[0];
        Assert.Equal(("chief", "account.grant", "account.excluded", "运维人员"), (row.Actor, row.Action, row.Result, row.Detail));
    }
}
