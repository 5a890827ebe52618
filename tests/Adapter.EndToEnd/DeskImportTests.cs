using Adapter.EndToEnd.Support;
using Microsoft.Playwright;

namespace Adapter.EndToEnd;

/// <summary>A reviewer at the desk, in a real browser, with a file of records.</summary>
public sealed class DeskImportTests(DeskRun run) : IClassFixture<DeskRun>, IDisposable
{
    readonly string file = Path.Combine(Path.GetTempPath(), $"adapter-desk-import-{Guid.NewGuid():N}.ndjson");

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task A_file_is_checked_its_report_fetched_and_what_is_right_is_sent()
    {
        var records = new CounterRecords(["370102"], seed: 9).Results(40).Where(record => record["AAE540"] == "1").Take(20).ToList();
        await File.WriteAllLinesAsync(file, records.Append(records[0].With("AAZ341", "370102260213999999").With("AAC067", "1")).Select(record => record.ToJson()));
        var page = await run.Sit("shenhe", "审核人员");
        await page.GotoAsync("/register");
        await page.GetByRole(AriaRole.Link, new() { Name = "文件导入" }).ClickAsync();
        await page.Reaches("**/register/import");
        await page.Choose("#file", file);
        await page.Reaches("**/uploads/jobs/*");
        await page.GetByText("可报送 20 条").WaitForAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "下载报告（csv）" }).ClickAsync());
        var report = await File.ReadAllTextAsync(await download.PathAsync());
        var before = await run.Province.Ministry.Ledger();
        await page.GetByRole(AriaRole.Button, new() { Name = "开始导入 20 条" }).ClickAsync();
        await page.GetByRole(AriaRole.Status).GetByText("已办完").WaitForAsync(new() { Timeout = 60_000 });
        await run.Province.Drained(TimeSpan.FromSeconds(60));

        Assert.Empty(before);
        Assert.Contains("手机号码", report, StringComparison.Ordinal);
        Assert.Equal(records.Select(record => record["AAZ341"]).Order(), (await run.Province.Ministry.Ledger()).Select(held => held.Text("AAZ341")).Order());
    }
}
