using System.Net;
using System.Web;
using Adapter.People;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

/// <summary>Signing in by an identity provider (OpenID Connect).</summary>
public sealed class ProviderTests(ProviderTests.Fixture fixture) : IClassFixture<ProviderTests.Fixture>
{
    public sealed class Fixture : DeskFixture
    {
        internal IdentityProvider Provider { get; } = new();

        internal override AdapterSettings Change(AdapterSettings settings) => base.Change(settings) with
        {
            Accounts = new() { OpenIdConnect = new() { Authority = Provider.Url, ClientId = "adapter", ClientSecret = "secret" } },
        };

        public override async Task InitializeAsync()
        {
            await Provider.Start();
            await base.InitializeAsync();
        }

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            await Provider.DisposeAsync();
        }
    }

    async Task<Given> Come(Visitor visitor, string subject, string to = "/downloads")
    {
        var asked = await visitor.Look($"/signin/provider?to={Uri.EscapeDataString(to)}");
        Assert.StartsWith($"{fixture.Provider.Url}/authorize", asked.To, StringComparison.Ordinal);
        var question = HttpUtility.ParseQueryString(new Uri(asked.To!).Query);
        (fixture.Provider.Subject, fixture.Provider.Nonce) = (subject, question["nonce"]!);
        return await visitor.Look($"/signin/callback?code=1&state={Uri.EscapeDataString(question["state"]!)}");
    }

    Task<AccountAnswer> Person(string name, string subject) => fixture.Get<AccountBook>().Add(DeskFixture.Admin, name, "某某", subject);

    [Fact]
    public async Task Whom_the_provider_knows_and_who_has_an_account_comes_in()
    {
        await Person("otto", "sub-otto");
        await fixture.Get<AccountBook>().Grant(DeskFixture.Admin, "otto", Role.Find("viewer")!, "");
        using var visitor = fixture.Visitor();

        var answer = await Come(visitor, "sub-otto", "/downloads?day=2026-02-12");

        Assert.Contains("content=\"0;url=/downloads?day=2026-02-12\"", answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Look("/downloads")).Status);
        Assert.True((await visitor.Look("/system")).Status == HttpStatusCode.Forbidden);
        Assert.Equal("enter", fixture.Database.Read(session => fixture.Get<AuditLog>().List(session, new() { Actor = "otto" }))[0].Action);
    }

    [Fact]
    public async Task Who_has_no_account_is_told_so_and_stays_outside()
    {
        using var visitor = fixture.Visitor();

        var answer = await Come(visitor, "sub-stranger");
        var door = await visitor.Look(answer.To!);

        Assert.Equal("/signin?refused=unknown", answer.To);
        Assert.StartsWith("没有对应的账号", door.Wrong, StringComparison.Ordinal);
        Assert.True((await visitor.Look("/downloads")).IsSignIn);
    }

    [Fact]
    public async Task A_disabled_account_stays_outside_whatever_the_provider_says()
    {
        await Person("paul", "sub-paul");
        await fixture.Get<AccountBook>().Disable(DeskFixture.Admin, "paul");
        using var visitor = fixture.Visitor();

        Assert.Equal("/signin?refused=disabled", (await Come(visitor, "sub-paul")).To);
    }

    [Fact]
    public async Task An_account_of_the_provider_has_no_password_here()
    {
        await Person("quirin", "sub-quirin");
        using var visitor = fixture.Visitor();

        Assert.StartsWith("账号或密码不对", (await visitor.Enter("quirin", "")).Wrong, StringComparison.Ordinal);
        Assert.Equal("account.subject", (await fixture.Get<AccountBook>().Reset(DeskFixture.Admin, "quirin")).Code);
    }

    [Fact]
    public async Task Two_accounts_are_never_one_person_of_the_provider()
    {
        await Person("sara", "sub-sara");

        Assert.Equal("account.subject-taken", (await Person("tara", "sub-sara")).Code);
    }

    [Theory]
    [InlineData("code=1&state=forged")]
    [InlineData("error=access_denied")]
    [InlineData("")]
    public async Task An_answer_that_was_not_asked_for_opens_nothing(string query)
    {
        using var visitor = fixture.Visitor();

        Assert.Equal("/signin?refused=provider", (await visitor.Look($"/signin/callback?{query}")).To);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/")]
    public async Task It_leads_to_no_other_place(string to)
    {
        await Person("r" + to.Length, "sub-r" + to.Length);
        using var visitor = fixture.Visitor();

        Assert.Contains("content=\"0;url=/\"", (await Come(visitor, "sub-r" + to.Length, to)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_in_an_address_is_not_said_on_the_page()
    {
        using var visitor = fixture.Visitor();

        Assert.Equal("", (await visitor.Look("/signin?refused=%3Cb%3Ecall%20555")).Wrong);
    }
}
