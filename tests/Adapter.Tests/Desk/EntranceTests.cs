using System.Net;
using System.Text.RegularExpressions;
using Adapter.People;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

/// <summary>The front door of the desk, as a browser meets it.</summary>
public sealed partial class EntranceTests(DeskFixture fixture) : IClassFixture<DeskFixture>
{
    const string Wrong = "Falsch-Falsch-Falsch-1";

    [Fact]
    public async Task The_right_password_opens_and_a_wrong_one_does_not()
    {
        await fixture.Person("anna", "viewer");
        using var visitor = fixture.Visitor();

        var refused = await visitor.Enter("anna", Wrong);
        var before = await visitor.Look("/downloads");
        var admitted = await visitor.Enter("anna", DeskFixture.Password);
        var after = await visitor.Look("/downloads");

        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.StartsWith("账号或密码不对", refused.Wrong, StringComparison.Ordinal);
        Assert.True(before.IsSignIn);
        Assert.Equal((HttpStatusCode.Found, "/"), (admitted.Status, admitted.To));
        Assert.Equal(HttpStatusCode.OK, after.Status);
    }

    [Fact]
    public async Task The_cookie_is_out_of_a_scripts_reach_and_holds_no_name()
    {
        await fixture.Person("berta", "viewer");
        using var visitor = fixture.Visitor();

        var cookie = (await visitor.Enter("berta", DeskFixture.Password)).Response.Headers.GetValues("Set-Cookie").Single(text => text.StartsWith("adapter=", StringComparison.Ordinal));

        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("berta", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_is_refused_for_fifteen_minutes()
    {
        await fixture.Person("carl", "viewer");
        using var visitor = fixture.Visitor();
        for (var i = 0; i < 5; i++) await visitor.Enter("carl", Wrong);

        var locked = await visitor.Enter("carl", DeskFixture.Password);
        fixture.Time.Advance(TimeSpan.FromMinutes(14));
        var still = await visitor.Enter("carl", DeskFixture.Password);
        fixture.Time.Advance(TimeSpan.FromMinutes(2));
        var open = await visitor.Enter("carl", DeskFixture.Password);

        Assert.Contains("已锁定", locked.Wrong, StringComparison.Ordinal);
        Assert.Contains("已锁定", still.Wrong, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, open.Status);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("' or 1=1 --")]
    [InlineData("")]
    public async Task An_account_that_is_not_there_is_answered_like_a_wrong_password(string unknown)
    {
        var known = await fixture.Person($"dora{unknown.Length}", "viewer");
        using var visitor = fixture.Visitor();

        var ofKnown = await visitor.Enter(known, Wrong);
        var ofUnknown = await visitor.Enter(unknown, Wrong);

        Assert.Equal(Plain(ofKnown.Text), Plain(ofUnknown.Text));
        Assert.Equal(ofKnown.Status, ofUnknown.Status);
    }

    [Fact]
    public async Task A_name_that_is_no_account_is_not_kept()
    {
        using var visitor = fixture.Visitor();

        await visitor.Enter("geheim-im-falschen-feld", "x");

        Assert.DoesNotContain(fixture.Database.Read(session => fixture.Get<AuditLog>().List(session, new() { Action = "enter" })), row => row.Object.Contains("geheim", StringComparison.Ordinal) || row.Actor.Contains("geheim", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_visit_ends_when_nothing_was_done_for_fifteen_minutes()
    {
        await fixture.Person("emil", "viewer");
        using var visitor = await fixture.Entered("emil");

        fixture.Time.Advance(TimeSpan.FromMinutes(14));
        var active = await visitor.Look("/downloads");
        fixture.Time.Advance(TimeSpan.FromMinutes(14));
        var still = await visitor.Look("/downloads");
        fixture.Time.Advance(TimeSpan.FromMinutes(15.1));
        var idle = await visitor.Look("/downloads");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (active.Status, still.Status));
        Assert.True(idle.IsSignIn);
    }

    [Fact]
    public async Task A_visit_ends_after_eight_hours_whatever_is_done()
    {
        await fixture.Person("frida", "viewer");
        using var visitor = await fixture.Entered("frida");
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromHours(8); passed += TimeSpan.FromMinutes(10))
        {
            Assert.Equal(HttpStatusCode.OK, (await visitor.Look("/downloads")).Status);
            fixture.Time.Advance(TimeSpan.FromMinutes(10));
        }
        fixture.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.True((await visitor.Look("/downloads")).IsSignIn);
    }

    [Theory]
    [InlineData("kurz-9A", "15")]
    [InlineData("Gustav-hat-1-Hund", "账号名")]
    [InlineData("aaaaaaaaaaaaaaaaaaa", "容易猜到")]
    [InlineData("abcdefghijklmnopqrs", "容易猜到")]
    [InlineData("nur-kleine-buchstaben", "三类")]
    [InlineData("NURGROSSEBUCHSTABEN1", "三类")]
    [InlineData(DeskFixture.Password, "相同")]
    public async Task A_password_that_is_too_weak_is_refused_with_the_reason(string chosen, string reason)
    {
        if (fixture.Database.Read(session => fixture.Get<Accounts>().Find(session, "gustav")) is null) await fixture.Person("gustav", "viewer");
        using var visitor = await fixture.Entered("gustav");

        var answer = await visitor.ChangePassword(DeskFixture.Password, chosen);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(reason, answer.Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_password_is_good_for_choosing_another_and_then_no_more()
    {
        var first = (await fixture.Get<AccountBook>().Add(DeskFixture.Admin, "hans", "汉斯")).Password!;
        await fixture.Get<AccountBook>().Grant(DeskFixture.Admin, "hans", Role.Find("viewer")!, "");
        const string Own = "Sieben-Kraniche-19";
        using var visitor = fixture.Visitor();

        var entered = await visitor.Enter("hans", first);
        var closed = await visitor.Look("/downloads");
        var differs = await visitor.ChangePassword(first, Own, "Sieben-Kraniche-20");
        var wrongOld = await visitor.ChangePassword(Wrong, Own);
        var chosen = await visitor.ChangePassword(first, Own);
        var open = await visitor.Look("/downloads");
        using var other = fixture.Visitor();

        Assert.Equal(("/password", "/password"), (entered.To, closed.To));
        Assert.Contains("不同", differs.Wrong, StringComparison.Ordinal);
        Assert.Contains("原密码", wrongOld.Wrong, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.OK), (chosen.Status, open.Status));
        Assert.StartsWith("账号或密码不对", (await other.Enter("hans", first)).Wrong, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await other.Enter("hans", Own)).Status);
    }

    [Fact]
    public async Task Signing_out_needs_the_forms_token_and_ends_the_visit()
    {
        await fixture.Person("ida", "viewer");
        using var visitor = await fixture.Entered("ida");
        var cookie = visitor.Cookie;

        var forged = await visitor.Post("/signout");
        var still = await visitor.Look("/downloads");
        var token = Token().Match((await visitor.Look("/password")).Text).Groups[1].Value;
        var left = await visitor.Post("/signout", ("__RequestVerificationToken", token));
        using var thief = fixture.Visitor();
        thief.Cookie = cookie;

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (forged.Status, still.Status));
        Assert.Equal((HttpStatusCode.Found, "/signin"), (left.Status, left.To));
        Assert.True((await thief.Look("/downloads")).IsSignIn);
        Assert.Contains(fixture.Database.Read(session => fixture.Get<AuditLog>().List(session, new() { Actor = "ida" })), row => row.Action == "leave");
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    [InlineData("/signin?to=%2F%2Fevil.example")]
    public async Task Signing_in_leads_to_no_other_place(string to)
    {
        using var visitor = fixture.Visitor();

        var answer = await visitor.Enter("viewer", DeskFixture.Password, to);

        Assert.Equal((HttpStatusCode.Found, "/"), (answer.Status, answer.To));
    }

    [Fact]
    public async Task Signing_in_leads_back_to_the_page_that_was_asked_for()
    {
        using var visitor = fixture.Visitor();
        var door = await visitor.Look("/downloads?day=2026-02-12");

        var answer = await visitor.Fill(door.To!, ("Given.Account", "viewer"), ("Given.Password", DeskFixture.Password));

        Assert.Equal("/downloads?day=2026-02-12", answer.To);
    }

    [Theory]
    [InlineData("adapter=; ")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("viewer")]
    public async Task A_cookie_that_nobody_gave_opens_nothing(string cookie)
    {
        using var visitor = fixture.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/downloads");
        request.Headers.TryAddWithoutValidation("Cookie", $"adapter={cookie}");

        Assert.True((await visitor.Send(request)).IsSignIn);
    }

    // What differs from page to page: the form's token, what is sealed beside it, and the name in its field.
    static string Plain(string page) => Name().Replace(Token().Replace(Door().Match(page).Value, ""), "");

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex Door();

    [GeneratedRegex("(?<=name=\"Given.Account\") value=\"[^\"]*\"")]
    private static partial Regex Name();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]*)\"")]
    private static partial Regex Token();
}
