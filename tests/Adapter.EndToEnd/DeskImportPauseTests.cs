using Adapter.EndToEnd.Support;
using Microsoft.Playwright;

namespace Adapter.EndToEnd;

/// <summary>A reviewer at the desk, in a real browser, who makes a large file wait.</summary>
public sealed class DeskImportPauseTests(DeskImportPauseTests.Run run) : IClassFixture<DeskImportPauseTests.Run>, IDisposable
{
    const int Rows = 20_000;

    public sealed class Run : DeskRun
    {
        // No second person.
        protected override IReadOnlyList<string> Further => ["Desk:BulkLimit=0"];
    }

    readonly string file = Path.Combine(Path.GetTempPath(), $"adapter-desk-pause-{Guid.NewGuid():N}.ndjson");

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task An_import_waits_when_it_is_told_to_and_then_goes_on_to_its_end()
    {
        var records = new CounterRecords(["370102"], seed: 11).Results(Rows * 5 / 4).Where(record => record["AAE540"] == "1").Take(Rows);
        await File.WriteAllLinesAsync(file, records.Select(record => record.ToJson()));
        var page = await run.Sit("shenhe", "审核人员");
        await page.GotoAsync("/register/import");
        await page.Choose("#file", file);
        await page.Reaches("**/uploads/jobs/*");
        await page.GetByRole(AriaRole.Button, new() { Name = $"开始导入 {Rows} 条" }).ClickAsync(new() { Timeout = 60_000 });
        await Do(page, "暂停");
        await page.GetByRole(AriaRole.Button, new() { Name = "继续" }).WaitForAsync();
        var paused = (await run.Province.Client.Look("/api/jobs/1")).Body!;
        await Do(page, "继续");
        await page.GetByRole(AriaRole.Status).GetByText("已办完").WaitForAsync(new() { Timeout = 60_000 });
        var ended = (await run.Province.Client.Look("/api/jobs/1")).Body!;

        Assert.Equal(("running", true), (paused.Text("state"), (bool)paused["import"]!["paused"]!));
        Assert.InRange((int)paused["released"]!, 0, Rows - 1);
        Assert.Equal((Rows, 0), ((int)ended["import"]!["taken"]!, (int)ended["import"]!["known"]!));
    }

    static async Task Do(IPage page, string word)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = word, Exact = true }).ClickAsync();
        await page.FillAsync("#reason", "部平台维护");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = word, Exact = true }).ClickAsync();
    }
}
