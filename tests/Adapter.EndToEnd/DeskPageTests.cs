using System.Reflection;
using System.Text.Json;
using Adapter.EndToEnd.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;

namespace Adapter.EndToEnd;

/// <summary>Every page of the desk that has an address of its own, as whoever may open it sees it.</summary>
public sealed class DeskPageTests(DeskRun run) : IClassFixture<DeskRun>
{
    static readonly string Axe = Path.Combine(Built.Root, "tests", "Adapter.EndToEnd", "bin", "npm", "node_modules", "axe-core", "axe.min.js");

    /// <summary>Who opens a page that needs this right.</summary>
    internal static readonly Dictionary<string, (string Name, string Role)> Whose = new()
    {
        ["see"] = ("p-yunwei", "运维人员"),
        ["review"] = ("p-shenhe", "审核人员"),
        ["operate"] = ("p-yunwei", "运维人员"),
        ["configure"] = ("p-xitong", "系统管理员"),
        ["grant"] = ("p-anquan", "安全管理员"),
        ["audit"] = ("p-shenji", "安全审计员"),
    };

    public static TheoryData<string, string> Pages()
    {
        var data = new TheoryData<string, string>();
        foreach (var type in Assembly.LoadFrom(Built.Adapter).GetTypes().Where(type => type.IsAssignableTo(typeof(IComponent))))
            foreach (var route in type.GetCustomAttributes<RouteAttribute>().Where(route => !route.Template.Contains('{')))
                data.Add(route.Template, type.GetCustomAttribute<AuthorizeAttribute>()?.Policy ?? "see");
        return data;
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_fits_the_screens_of_clerks_and_can_be_used_by_all_of_them(string path, string right)
    {
        var (name, role) = Whose[right];
        var page = await run.Sit(name, role);
        var complaints = new List<string>();
        page.Console += (_, line) =>
        {
            if (line.Type == "error") complaints.Add(line.Text);
        };
        foreach (var (width, height) in new[] { (1366, 768), (1920, 1080) })
        {
            await page.SetViewportSizeAsync(width, height);
            await page.GotoAsync(path);
            await page.WaitForSelectorAsync("h1");
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);
        }
        Assert.Empty(complaints);
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe));
        var violations = await page.EvaluateAsync<JsonElement>("""
            async () => (await axe.run()).violations.filter(found => ['serious', 'critical'].includes(found.impact))
              .map(found => `${found.id}: ${found.nodes[0].html}`)
            """);
        Assert.Equal("[]", violations.GetRawText());
        await page.CloseAsync();
    }
}
