using Adapter.EndToEnd.Support;
using Microsoft.Playwright;

namespace Adapter.EndToEnd;

/// <summary>Every page times every role that is bound to a region, as it looks at the own region and at a foreign one.</summary>
public sealed class DeskRegionTests(FurnishedDesk desk) : IClassFixture<FurnishedDesk>
{
    /// <summary>What a bound role may open.</summary>
    static readonly Dictionary<string, string[]> rights = new()
    {
        ["查看人员"] = ["see"],
        ["审核人员"] = ["see", "review"],
        ["运维人员"] = ["see", "operate"],
    };

    /// <summary>Where the own numbers stand: pages about one of them, and these lists.</summary>
    static readonly string[] Lists = ["/review", "/uploads"];

    public static TheoryData<string, string> Matrix()
    {
        var matrix = new TheoryData<string, string>();
        foreach (var (role, held) in rights)
            foreach (var (address, _) in FurnishedDesk.Pages.Where(page => held.Contains(page.Right))) matrix.Add(role, address);
        return matrix;
    }

    [Theory, MemberData(nameof(Matrix))]
    public async Task A_role_that_is_bound_to_a_region_sees_what_stands_there_and_nothing_else(string role, string address)
    {
        var page = await desk.Run.Sit($"r-{rights[role][^1]}", role, FurnishedDesk.Own);

        var own = await Read(page, desk.Path(address, FurnishedDesk.Own));
        var foreign = await Read(page, desk.Path(address, FurnishedDesk.Foreign));

        Assert.DoesNotContain(desk.Of(FurnishedDesk.Foreign).Marks, mark => own.Contains(mark, StringComparison.Ordinal) || foreign.Contains(mark, StringComparison.Ordinal));
        if (Lists.Contains(address) || IsAboutOne(address)) Assert.Contains(desk.Of(FurnishedDesk.Own).Marks, mark => own.Contains(mark, StringComparison.Ordinal));
        if (IsAboutOne(address)) Assert.Contains("没有这", foreign, StringComparison.Ordinal);
        await page.CloseAsync();
    }

    /// <summary>A page about one record of a region; a code belongs to none.</summary>
    static bool IsAboutOne(string address) => address.Contains('{') && !address.Contains("{Code}");

    static async Task<string> Read(IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.WaitForSelectorAsync("h1");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return await page.ContentAsync();
    }
}
