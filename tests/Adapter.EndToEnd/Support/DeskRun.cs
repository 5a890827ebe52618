using System.Text.Json.Nodes;
using Adapter.Simulator;
using Microsoft.Playwright;

namespace Adapter.EndToEnd.Support;

/// <summary>A province with a desk, people who may use it, and a real browser.</summary>
public class DeskRun : IAsyncLifetime
{
    public const string Chosen = "Wenjian-2026-taishan";

    readonly Dictionary<string, IBrowserContext> people = [];
    IPlaywright? playwright;
    IBrowser? browser;

    internal Province Province { get; private set; } = null!;

    public string Address => Province.Client.BaseAddress!.ToString().TrimEnd('/');

    /// <summary>Settings of the adapter besides.</summary>
    protected virtual IReadOnlyList<string> Further => [];

    public async Task InitializeAsync()
    {
        // The same address after a restart: the browser knows no other.
        Province = await Province.Open(new SimulatorOptions { Regions = ["370102", "370103"], Applications = 60 }, ["Review:Undo=3s", $"Listen=http://127.0.0.1:{FreePort()}", .. Further]);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
    }

    /// <summary>Somebody with an account who has chosen a password; signed in.</summary>
    /// <param name="name">The account; the same name is the same person.</param>
    /// <param name="role">As <c>adapter users add --role</c> takes it.</param>
    /// <param name="region">The regions of the role; "" = all.</param>
    internal async Task<IPage> Sit(string name, string role, string region = "")
    {
        if (!people.TryGetValue(name, out var context))
        {
            var (code, output, errors) = await Province.Verb(["users", "add", name, "--real-name", "王小明", "--role", role, "--json", .. region == "" ? Array.Empty<string>() : ["--region", region]]);
            Assert.True(code == 0, string.Join('\n', errors));
            people[name] = context = await browser!.NewContextAsync(new() { BaseURL = Address, ViewportSize = new() { Width = 1366, Height = 768 }, Locale = "zh-CN" });
            await Enter(await context.NewPageAsync(), name, JsonNode.Parse(output[0])!["password"]!.GetValue<string>());
        }
        return await context.NewPageAsync();
    }

    internal static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Signs in for the first time, and chooses a password.</summary>
    static async Task Enter(IPage page, string name, string initial)
    {
        await page.GotoAsync("/");
        await page.FillAsync("#account", name);
        await page.FillAsync("#password", initial);
        await page.ClickAsync("button[type=submit]");
        await page.Reaches("**/password");
        await page.FillAsync("#old", initial);
        await page.FillAsync("#chosen", Chosen);
        await page.FillAsync("#again", Chosen);
        await page.ClickAsync("button[type=submit]");
        await page.Reaches(url => !url.EndsWith("/password", StringComparison.Ordinal));
        await page.CloseAsync();
    }

    public async Task DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        await Province.DisposeAsync();
    }
}
