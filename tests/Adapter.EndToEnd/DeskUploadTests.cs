using Adapter.Contracts;
using Adapter.EndToEnd.Support;
using Adapter.Simulator;
using Microsoft.Playwright;
using MiniExcelLibs;

namespace Adapter.EndToEnd;

/// <summary>An operator at the desk, in a real browser, with many uploads that failed.</summary>
public sealed class DeskUploadTests(DeskRun run) : IClassFixture<DeskRun>
{
    const string Region = "370102";

    /// <summary>Records that the platform has refused for their content.</summary>
    async Task<IReadOnlyList<Message>> Refused(int count, int from, Func<Message, Message> change, string code = "30000001")
    {
        var records = new CounterRecords([Region]).Results(count, from).Select(change).ToList();
        await run.Province.Ministry.Switch(new FaultSetting { Name = "row-failure", Rate = 1, Rows = 500, Code = code });
        await new Driver(run.Province.Client).Submit(records);
        await run.Province.Drained(TimeSpan.FromSeconds(60));
        await run.Province.Ministry.Switch();
        return records;
    }

    async Task<IReadOnlyList<string>> Held(IReadOnlyList<Message> records, Func<Message, string> asked)
    {
        var serials = records.Select(record => record["AAZ341"]!).ToHashSet();
        return [.. (await run.Province.Ministry.Ledger()).Select(row => row["content"]!).Where(row => serials.Contains(row["AAZ341"]?.GetValue<string>() ?? ""))
            .Select(row => asked(MessageReader.Read(records[0].Kind, System.Text.Encoding.UTF8.GetBytes(row.ToJsonString()))))];
    }

    [Fact]
    public async Task A_thousand_with_one_wrong_code_are_put_right_by_one_rule_and_each_is_held_once()
    {
        var records = await Refused(1000, 0, record => record.With("AAC011", "10"));
        var page = await run.Sit("yunwei", "运维人员");
        await page.GotoAsync("/uploads");
        await page.GetByRole(AriaRole.Link, new() { Name = "打开 1000 条" }).ClickAsync();
        await page.GetByLabel("办理范围").SelectOptionAsync("all");
        await page.GetByRole(AriaRole.Button, new() { Name = "批量更正代码" }).ClickAsync();
        await page.SelectOptionAsync("#rule-field", "AAC011");
        await page.FillAsync("#rule-is", "10");
        await page.SelectOptionAsync("#rule-becomes", "14");
        await page.GetByRole(AriaRole.Button, new() { Name = "试算" }).ClickAsync();
        await page.GetByText("可更正 1000 条").WaitForAsync();
        await page.FillAsync("#reason", "学历代码有误");
        await page.GetByRole(AriaRole.Button, new() { Name = "更正 1000 条并再次上传" }).ClickAsync();
        await page.GetByText("更正并再次上传 1000 条").First.WaitForAsync();
        await run.Province.Drained(TimeSpan.FromSeconds(60));

        Assert.Equal(Enumerable.Repeat("14", 1000), await Held(records, record => record["AAC011"]!));
        Assert.Equal(1000, (await Held(records, record => record["AAZ341"]!)).Distinct().Count());
    }

    [Fact]
    public async Task A_replay_by_small_steps_survives_a_restart_and_sends_each_once()
    {
        var records = await Refused(300, 2000, record => record);
        var page = await run.Sit("yunwei", "运维人员");
        await page.GotoAsync("/uploads");
        await page.GetByLabel("办理范围").SelectOptionAsync("all");
        await page.GetByRole(AriaRole.Button, new() { Name = "重新上传", Exact = true }).ClickAsync();
        await page.FillAsync("#reason", "平台已恢复");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "重新上传" }).ClickAsync();
        await page.Reaches("**/uploads/jobs/*");
        var job = page.Url;

        Assert.Equal(0, await run.Province.Stop());
        await run.Province.Start();
        await page.GotoAsync(job);
        await page.GetByRole(AriaRole.Status).GetByText("已办完").WaitForAsync(new() { Timeout = 60_000 });
        await run.Province.Drained(TimeSpan.FromSeconds(60));

        Assert.Equal(records.Select(record => record["AAZ341"]).Order(), (await Held(records, record => record["AAZ341"]!)).Order());
    }

    [Fact]
    public async Task More_than_one_person_may_do_at_once_waits_for_a_second_one()
    {
        var records = await Refused(1001, 4000, record => record);
        var (first, second) = (await run.Sit("yunwei", "运维人员"), await run.Sit("yunwei2", "运维人员"));
        await first.GotoAsync("/uploads");
        await first.GetByLabel("办理范围").SelectOptionAsync("all");
        await first.GetByRole(AriaRole.Button, new() { Name = "重新上传", Exact = true }).ClickAsync();
        await first.GetByText("需另一位运维人员同意").WaitForAsync();
        await first.FillAsync("#reason", "平台已恢复");
        await first.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "重新上传" }).ClickAsync();
        await first.Reaches("**/uploads/jobs/*");
        await first.GetByText("由您发起").WaitForAsync();
        await second.GotoAsync(new Uri(first.Url).AbsolutePath);
        var before = await Held(records, record => record["AAZ341"]!);
        await second.GetByRole(AriaRole.Button, new() { Name = "同意", Exact = true }).ClickAsync();
        await second.GetByRole(AriaRole.Status).GetByText("已办完").WaitForAsync(new() { Timeout = 90_000 });
        await run.Province.Drained(TimeSpan.FromSeconds(60));

        Assert.Empty(before);
        Assert.Equal(1001, (await Held(records, record => record["AAZ341"]!)).Distinct().Count());
    }

    [Fact]
    public async Task A_thousand_and_one_are_stopped_by_one_and_approved_by_another_over_a_restart()
    {
        var records = await Refused(1001, 8000, record => record, "30000002");
        var (first, second) = (await run.Sit("yunwei", "运维人员"), await run.Sit("yunwei2", "运维人员"));
        await first.GotoAsync("/uploads");
        await first.GetByRole(AriaRole.Link, new() { Name = "打开 1001 条" }).ClickAsync();
        await first.GetByLabel("办理范围").SelectOptionAsync("all");
        await first.GetByRole(AriaRole.Button, new() { Name = "停止上传" }).ClickAsync();
        await first.GetByText("需另一位运维人员同意").WaitForAsync();
        await first.FillAsync("#reason", "重复报送");
        await first.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "停止上传" }).ClickAsync();
        await first.Reaches("**/uploads/jobs/*");
        await first.GetByText("由您发起").WaitForAsync();
        Assert.Equal(0, await run.Province.Stop());
        await run.Province.Start();
        await second.GotoAsync(new Uri(first.Url).AbsolutePath);
        await second.GetByRole(AriaRole.Status).GetByText("待另一人同意").WaitForAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "同意", Exact = true }).ClickAsync();
        await second.GetByText("已同意").WaitForAsync();
        Assert.Equal(0, await run.Province.Stop());
        await run.Province.Start();
        await second.GotoAsync(new Uri(first.Url).AbsolutePath);
        await second.GetByRole(AriaRole.Status).GetByText("已办完").WaitForAsync(new() { Timeout = 60_000 });
        await second.GetByText("停止上传 1001 条").WaitForAsync();

        Assert.Equal("已办 1001 条，共 1001 条", await second.GetByRole(AriaRole.Progressbar).GetAttributeAsync("aria-label"));
        Assert.Empty(await Held(records, record => record["AAZ341"]!));
    }

    [Fact]
    public async Task Refused_ones_leave_as_a_table_and_come_back_mended()
    {
        var records = await Refused(3, 9500, record => record, "30000003");
        var folder = Directory.CreateTempSubdirectory("adapter-table-");
        var (taken, mended) = (Path.Combine(folder.FullName, "taken.xlsx"), Path.Combine(folder.FullName, "mended.xlsx"));
        var page = await run.Sit("yunwei", "运维人员");
        await page.GotoAsync("/uploads?state=failed&code=30000003");
        await page.GetByLabel("办理范围").SelectOptionAsync("all");
        await page.GetByRole(AriaRole.Button, new() { Name = "导出为表格" }).ClickAsync();
        await page.GetByText("将导出 3 条").WaitForAsync();
        await page.FillAsync("#reason", "核对代转人");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "导出" }).ClickAsync();
        await page.Reaches("**/uploads/jobs/*");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "下载表格" }).ClickAsync());
        await download.SaveAsAsync(taken);
        var rows = MiniExcel.Query(taken, useHeaderRow: true).Cast<IDictionary<string, object>>().ToList();
        foreach (var row in rows.Take(3)) row["AAE461"] = "邻居代转";
        MiniExcel.SaveAs(mended, rows);
        await page.GotoAsync("/uploads/import");
        await page.Choose("#file", mended);
        await page.GetByText("可以更正 3 条").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "更正 3 条并再次上传" }).ClickAsync();
        await page.FillAsync("#reason", "核对后更正");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "更正并再次上传" }).ClickAsync();
        await page.GetByText("已更正并再次上传 3 条").WaitForAsync();
        await run.Province.Drained(TimeSpan.FromSeconds(60));
        folder.Delete(recursive: true);

        Assert.Equal(4, rows.Count);
        Assert.Equal(Enumerable.Repeat("邻居代转", 3), await Held(records, record => record["AAE461"]!));
    }

    [Fact]
    public async Task What_one_shift_writes_and_lays_aside_is_there_for_the_next()
    {
        await Refused(1, 6000, record => record);
        var (first, next) = (await run.Sit("yunwei", "运维人员"), await run.Sit("yunwei2", "运维人员"));
        await first.GotoAsync("/handover");
        await first.GetByLabel("留给下一班").FillAsync("县区说明天上午更正");
        await first.GetByRole(AriaRole.Button, new() { Name = "写下" }).ClickAsync();
        await first.GetByRole(AriaRole.Cell, new() { Name = "县区说明天上午更正", Exact = true }).WaitForAsync();
        await first.GetByRole(AriaRole.Button, new() { Name = "暂不提示：退回更正" }).ClickAsync();
        await first.FillAsync("#reason", "已通知县区");
        await first.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "暂不提示" }).ClickAsync();
        await first.GetByText("yunwei：已通知县区").WaitForAsync();

        await next.GotoAsync("/");
        await next.GetByText("暂不提示 1 项").ClickAsync();
        await next.GetByText("yunwei：已通知县区").WaitForAsync();
        await next.GetByRole(AriaRole.Button, new() { Name = "恢复提示：退回更正" }).ClickAsync();
        await next.GetByRole(AriaRole.Button, new() { Name = "暂不提示：退回更正" }).WaitForAsync();
        await next.GetByRole(AriaRole.Link, new() { Name = "交接" }).ClickAsync();
        await next.GetByRole(AriaRole.Button, new() { Name = "办结：县区说明天上午更正" }).ClickAsync();
        await next.GetByText("近 7 天办结 1 项").ClickAsync();
        await next.GetByText("yunwei 写下，yunwei2 于").WaitForAsync();
    }
}
