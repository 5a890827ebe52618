using Adapter.Contracts;
using Adapter.EndToEnd.Support;
using Adapter.Simulator;
using Microsoft.Playwright;

namespace Adapter.EndToEnd;

/// <summary>An operator at the desk, in a real browser, with many uploads that failed.</summary>
public sealed class DeskUploadTests(DeskRun run) : IClassFixture<DeskRun>
{
    const string Region = "370102";

    /// <summary>Records that the platform has refused for their content.</summary>
    async Task<IReadOnlyList<Message>> Refused(int count, int from, Func<Message, Message> change)
    {
        var records = new CounterRecords([Region]).Results(count, from).Select(change).ToList();
        await run.Province.Ministry.Switch(new FaultSetting { Name = "row-failure", Rate = 1, Rows = 500, Code = "30000001" });
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
        await page.WaitForURLAsync("**/uploads/jobs/*");
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
        await first.WaitForURLAsync("**/uploads/jobs/*");
        await first.GetByText("由您发起").WaitForAsync();
        await second.GotoAsync(new Uri(first.Url).AbsolutePath);
        var before = await Held(records, record => record["AAZ341"]!);
        await second.GetByRole(AriaRole.Button, new() { Name = "同意" }).ClickAsync();
        await second.GetByRole(AriaRole.Status).GetByText("已办完").WaitForAsync(new() { Timeout = 90_000 });
        await run.Province.Drained(TimeSpan.FromSeconds(60));

        Assert.Empty(before);
        Assert.Equal(1001, (await Held(records, record => record["AAZ341"]!)).Distinct().Count());
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
