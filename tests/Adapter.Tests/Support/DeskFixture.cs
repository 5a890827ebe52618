using System.Net;
using System.Text.RegularExpressions;
using Adapter.People;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Tests.Support;

/// <summary>The desk with a person of each role, who have all chosen their passwords.</summary>
public class DeskFixture : AppFixture
{
    public const string Password = "Vier-Hunde-Lachen-42";

    internal static readonly Actor Admin = new("root", Actor.Shell);

    static readonly string hash = Passwords.Hash(Password);

    internal override AdapterSettings Change(AdapterSettings settings) => settings with
    {
        Ministry = settings.Ministry with { Closed = [new() { From = "2026-01-01", Until = "2027-01-01" }] },
    };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var role in Role.All) await Person(role.Name, role.Name);
    }

    /// <summary>An account with roles: "reviewer", or "viewer 3701".</summary>
    internal async Task<string> Person(string name, params string[] roles)
    {
        var book = Get<AccountBook>();
        Assert.Equal("", (await book.Add(Admin, name, "某某")).Code);
        foreach (var role in roles.Select(role => role.Split(' '))) Assert.Equal("", (await book.Grant(Admin, name, Role.Find(role[0])!, role.ElementAtOrDefault(1) ?? "")).Code);
        await Change(name, account => account with { Password = hash, MustChange = 0 });
        return name;
    }

    internal Task Change(string name, Func<AccountRow, AccountRow> change) =>
        Get<Writer>().Write(session => Get<Accounts>().Put(session, change(Get<Accounts>().Find(session, name)!)));

    internal Visitor Visitor() => new(App.Urls.First());

    /// <summary>Somebody who has just signed in.</summary>
    internal async Task<Visitor> Entered(string name)
    {
        var visitor = Visitor();
        var answer = await visitor.Enter(name, Password);
        Assert.True(answer.Status == HttpStatusCode.Found, answer.Wrong);
        return visitor;
    }
}

/// <summary>What a browser is given.</summary>
sealed record Given(HttpStatusCode Status, string? To, string Text, HttpResponseMessage Response)
{
    /// <summary>What the form says is wrong.</summary>
    public string Wrong => WebUtility.HtmlDecode(Regex.Match(Text, """role="alert"[^>]*>([^<]*)<""").Groups[1].Value);

    public bool IsSignIn => Status == HttpStatusCode.Found && To!.StartsWith("/signin", StringComparison.Ordinal);
}

/// <summary>A browser without a script: it keeps cookies, follows nothing, and sends forms with what stands hidden in them.</summary>
sealed class Visitor(string url) : IDisposable
{
    readonly CookieContainer cookies = new();
    HttpClient? client;

    HttpClient Client => client ??= new(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = new(url) };

    public string Cookie
    {
        get => cookies.GetCookies(new(url))["adapter"]?.Value ?? "";
        set => cookies.Add(new(url), new Cookie("adapter", value));
    }

    public Task<Given> Look(string path) => Send(new(HttpMethod.Get, path));

    public async Task<Given> Send(HttpRequestMessage request)
    {
        var response = await Client.SendAsync(request);
        var to = response.Headers.Location is { } place ? place.IsAbsoluteUri && place.AbsoluteUri.StartsWith(url, StringComparison.Ordinal) ? place.PathAndQuery : place.OriginalString : null;
        return new(response.StatusCode, to, await response.Content.ReadAsStringAsync(), response);
    }

    /// <summary>The form that a page holds, with these values.</summary>
    public async Task<Given> Fill(string path, params (string Name, string Value)[] values)
    {
        var page = await Look(path);
        var hidden = Regex.Matches(page.Text, """<input type="hidden" name="([^"]+)" value="([^"]*)" """.TrimEnd()).Select(match => (match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)));
        return await Post(path, [.. hidden, .. values]);
    }

    public Task<Given> Post(string path, params (string Name, string Value)[] values) =>
        Send(new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(values.Select(value => KeyValuePair.Create(value.Name, value.Value))) });

    public Task<Given> Enter(string account, string password, string to = "") =>
        Fill("/signin" + (to == "" ? "" : $"?to={Uri.EscapeDataString(to)}"), ("Given.Account", account), ("Given.Password", password));

    public Task<Given> ChangePassword(string old, string chosen, string? again = null) =>
        Fill("/password", ("Given.Old", old), ("Given.Chosen", chosen), ("Given.Again", again ?? chosen));

    public void Dispose() => client?.Dispose();
}
