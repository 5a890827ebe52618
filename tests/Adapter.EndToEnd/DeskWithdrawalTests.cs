using Adapter.EndToEnd.Support;
using Microsoft.Playwright;

namespace Adapter.EndToEnd;

/// <summary>Two reviewers in a real browser, where the platform lets no result be corrected.</summary>
public sealed class DeskWithdrawalTests(DeskWithdrawalTests.WithoutCorrection run) : IClassFixture<DeskWithdrawalTests.WithoutCorrection>
{
    public sealed class WithoutCorrection : DeskRun
    {
        protected override IReadOnlyList<string> Further => ["Ministry:Capabilities=Upsert,ReRead"];
    }

    [Fact]
    public async Task A_result_is_taken_back_by_a_deregistration_and_each_page_leads_to_the_other()
    {
        var record = new CounterRecords(["370102"]).Results(20).First(one => one["AAE540"] == "1");
        await new Driver(run.Province.Client).Submit([record]);
        await run.Province.Drained(TimeSpan.FromSeconds(30));
        var (one, two) = (await run.Sit("shenhe", "审核人员"), await run.Sit("shenhe2", "审核人员"));
        await one.GotoAsync($"/corrections/{record.Key}");
        await one.GetByRole(AriaRole.Heading, new() { Name = "撤销（办理注销登记）" }).WaitForAsync();
        await one.SelectOptionAsync("#code-AJC00A", new SelectOptionValue { Index = 3 });
        await one.Locator("[aria-labelledby='name-ADC210']").FillAsync(Driver.Today);
        await one.GetByLabel("理由").FillAsync("不符合登记条件");
        await one.GetByRole(AriaRole.Button, new() { Name = "提交复核" }).ClickAsync();
        await one.Reaches("**/corrections");

        await two.GotoAsync("/corrections");
        await two.GetByRole(AriaRole.Button, new() { Name = "同意撤销（注销登记）" }).ClickAsync();
        await two.GetByText("没有等待复核的事项").WaitForAsync();
        await run.Province.Drained(TimeSpan.FromSeconds(30));

        await two.GotoAsync($"/corrections/{record.Key}");
        await two.GetByText("这条审核结果已由注销登记").GetByRole(AriaRole.Link).ClickAsync();
        await two.GetByRole(AriaRole.Heading, new() { Name = "失业登记退出" }).WaitForAsync();
        await two.GetByText("这条注销登记撤销了审核结果").GetByRole(AriaRole.Link, new() { Name = record["AAZ341"] }).ClickAsync();
        await two.GetByText("这条审核结果已撤销").WaitForAsync();
        var held = (await run.Province.Ministry.Ledger()).Select(row => row["content"]!).Single(content => content["AJC00A"] is not null);
        Assert.Equal(record["AAC002"], held["AAC002"]!.GetValue<string>());
    }
}
