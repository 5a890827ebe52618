using System.Text.Json;
using Adapter.EndToEnd.Support;
using Microsoft.Playwright;

namespace Adapter.EndToEnd;

/// <summary>Every page of the desk, as whoever may open it sees it.</summary>
public sealed class DeskPageTests(FurnishedDesk desk) : IClassFixture<FurnishedDesk>
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
        foreach (var (address, right) in FurnishedDesk.Pages) data.Add(address, right);
        return data;
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_fits_the_screens_of_clerks_and_can_be_used_by_all_of_them(string address, string right)
    {
        var (name, role) = Whose[right];
        var page = await desk.Run.Sit(name, role);
        var complaints = new List<string>();
        page.Console += (_, line) =>
        {
            if (line.Type == "error") complaints.Add(line.Text);
        };
        foreach (var (width, height) in new[] { (1366, 768), (1920, 1080) })
        {
            await page.SetViewportSizeAsync(width, height);
            await page.GotoAsync(desk.Path(address, FurnishedDesk.Own));
            await page.WaitForSelectorAsync("h1");
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            // A case shows most to who has claimed it.
            if (page.GetByRole(AriaRole.Button, new() { Name = "领取", Exact = true }) is var claim && await claim.IsVisibleAsync())
            {
                await claim.ClickAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = "退回待办" }).WaitForAsync();
            }
            Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);
        }
        Assert.Empty(complaints);
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe));
        var violations = await page.EvaluateAsync<JsonElement>("""
            async () => (await axe.run()).violations.filter(found => ['serious', 'critical'].includes(found.impact))
              .map(found => `${found.id}: ${found.nodes[0].html} ${found.nodes[0].failureSummary}`)
            """);
        Assert.True(violations.GetArrayLength() == 0, violations.ToString());
        await page.CloseAsync();
    }
}
