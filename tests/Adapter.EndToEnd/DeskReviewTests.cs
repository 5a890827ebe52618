using Adapter.EndToEnd.Support;
using Microsoft.Playwright;

namespace Adapter.EndToEnd;

/// <summary>A reviewer at the desk, in a real browser.</summary>
public sealed class DeskReviewTests(DeskRun run) : IClassFixture<DeskRun>
{
    [Fact]
    public async Task A_reviewer_works_ten_cases_with_the_keyboard_alone()
    {
        var page = await run.Sit("shenhe", "审核人员", "3701");
        await page.GotoAsync("/review");
        await page.WaitForSelectorAsync("html[data-keys]", new() { State = WaitForSelectorState.Attached });
        var worked = new List<string>();
        for (var number = 0; number < 10; number++)
        {
            await page.WaitForSelectorAsync("#row-0");
            await page.Keyboard.PressAsync("Enter");
            await page.Reaches("**/review/*");
            worked.Add(page.Url.Split('/')[^1]);
            await page.GetByText("领取后显示完整信息").WaitForAsync();
            await page.Keyboard.PressAsync("c");
            await page.GetByRole(AriaRole.Button, new() { Name = "退回待办" }).WaitForAsync();
            await page.Keyboard.PressAsync("a");
            await page.GetByText("按 Enter 确认").WaitForAsync();
            await page.Keyboard.PressAsync("Enter");
            await page.GetByRole(AriaRole.Button, new() { Name = "撤回审核" }).WaitForAsync();
            await page.Keyboard.PressAsync("Escape");
            await page.Reaches("**/review");
        }
        await run.Province.Drained(TimeSpan.FromSeconds(30));

        Assert.Equal(10, worked.Distinct().Count());
        var ledger = (await run.Province.Ministry.Ledger()).Where(row => worked.Contains(row["content"]?["ADC201"]?.GetValue<string>() ?? "")).ToList();
        Assert.Equal(worked.Order(), ledger.Select(row => row["content"]!["ADC201"]!.GetValue<string>()).Order());
        Assert.All(ledger, row => Assert.Equal("王小明", row["content"]!["AAE011"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_decision_that_is_taken_back_in_time_is_not_sent()
    {
        var page = await run.Sit("shenhe2", "审核人员", "370103");
        await page.GotoAsync("/review");
        await page.ClickAsync("#row-3 a");
        await page.GetByRole(AriaRole.Button, new() { Name = "领取", Exact = true }).ClickAsync();
        await page.GetByLabel("审核不通过").CheckAsync();
        await page.GetByLabel("常用原因").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await page.GetByText("您的失业登记申请审核不通过").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "提交审核" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确认" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "撤回审核" }).ClickAsync();
        await page.GetByText("已撤回，可以重新审核").WaitForAsync();
        var number = page.Url.Split('/')[^1];
        await run.Province.Drained(TimeSpan.FromSeconds(30));

        Assert.DoesNotContain(await run.Province.Ministry.Ledger(), row => row["content"]?["ADC201"]?.GetValue<string>() == number);
        Assert.Equal("pending", (string)(await run.Province.Client.Look($"/api/applications/{number}"))["state"]!);
    }

    [Fact]
    public async Task What_is_masked_stands_nowhere_in_the_page_before_it_is_revealed_and_then_in_the_log()
    {
        var page = await run.Sit("chakan", "查看人员", "370103");
        await page.GotoAsync("/review");
        var name = await page.Locator("#row-7 a").TextContentAsync();
        var application = (await run.Province.Ministry.Applications()).First(one => one["ADC201"]?.GetValue<string>() == name || one["content"]?["ADC201"]?.GetValue<string>() == name);
        var content = application["content"] ?? application;
        string[] secret = [content["AAC002"]!.GetValue<string>(), content["AAC067"]!.GetValue<string>()];
        var heard = new List<string>();
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => heard.Add(frame.Text ?? System.Text.Encoding.UTF8.GetString(frame.Binary ?? []));
        await page.GotoAsync($"/review/{name}");
        await page.GetByText("查看完整信息").WaitForAsync();

        var before = await page.ContentAsync() + string.Join('\n', heard);
        await page.GetByText("查看完整信息").ClickAsync();
        await page.FillAsync("#reason", "申请人来电询问");
        await page.GetByRole(AriaRole.Button, new() { Name = "查看", Exact = true }).ClickAsync();
        await page.GetByText(secret[0]).First.WaitForAsync();
        var (_, log, _) = await run.Province.Verb("audit", "list", "--action", "reveal", "--object", name!, "--json");

        Assert.All(secret, text => Assert.DoesNotContain(text, before, StringComparison.Ordinal));
        Assert.Contains(log, line => line.Contains("\"chakan\"", StringComparison.Ordinal) && line.Contains("申请人来电询问", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_draft_survives_a_gateway_that_drops_web_sockets()
    {
        var page = await run.Sit("shenhe3", "审核人员", "370103");
        await page.RouteWebSocketAsync("**/_blazor**", socket => socket.CloseAsync());
        await page.GotoAsync("/review");
        await page.ClickAsync("#row-9 a");
        await page.GetByRole(AriaRole.Button, new() { Name = "领取", Exact = true }).ClickAsync();
        await page.GetByLabel("审核不通过").CheckAsync();
        await page.GetByLabel("不通过的原因").FillAsync("已在其他地区办理失业登记");
        await page.GetByText("原因：已在其他地区办理失业登记").WaitForAsync();

        await page.ReloadAsync();

        await page.GetByText("原因：已在其他地区办理失业登记").WaitForAsync();
    }

    [Fact]
    public async Task A_result_that_was_wrong_is_corrected_by_two_people()
    {
        var (first, second) = (await run.Sit("shenhe4", "审核人员", "370102"), await run.Sit("shenhe5", "审核人员", "370102"));
        await first.GotoAsync("/review?region=370102");
        await first.ClickAsync("#row-12 a");
        await first.GetByRole(AriaRole.Button, new() { Name = "领取", Exact = true }).ClickAsync();
        await first.GetByLabel("审核通过").CheckAsync();
        await first.GetByRole(AriaRole.Button, new() { Name = "提交审核" }).ClickAsync();
        await first.GetByRole(AriaRole.Button, new() { Name = "确认" }).ClickAsync();
        await first.GetByText("更正审核结果").ClickAsync();
        await first.GetByRole(AriaRole.Button, new() { Name = "更正：其他联系方式" }).ClickAsync();
        await first.Locator("[aria-labelledby='name-AAE461']").FillAsync("邻居代转");
        await first.GetByLabel("理由").FillAsync("申请人来电补充");
        await first.GetByRole(AriaRole.Button, new() { Name = "提交复核" }).ClickAsync();
        await first.GetByRole(AriaRole.Button, new() { Name = "撤回" }).WaitForAsync();
        await second.GotoAsync("/corrections");
        await second.GetByText("邻居代转").WaitForAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "同意更正" }).ClickAsync();
        await second.GetByText("没有等待复核的事项").WaitForAsync();
        await run.Province.Drained(TimeSpan.FromSeconds(30));

        Assert.Single(await run.Province.Ministry.Ledger(), row => row["content"]?["AAE461"]?.GetValue<string>() == "邻居代转");
    }

    [Fact]
    public async Task A_registration_at_the_counter_is_checked_as_it_is_written_and_sent()
    {
        var page = await run.Sit("shenhe6", "审核人员", "370103");
        await page.GotoAsync("/register");
        var record = new CounterRecords(["370103"], seed: 77).Results(1)[0];
        foreach (var code in record.Kind.Fields.Select(field => field.Code).Where(code => code is not ("AAE011" or "AAZ341" or "ADC201") && !record.IsEmpty(code)))
        {
            var value = record[code]!;
            var field = page.Locator($"[aria-labelledby='name-{code}']");
            if (await field.EvaluateAsync<string>("field => field.tagName") == "SELECT") await field.SelectOptionAsync(value);
            else await field.FillAsync(value);
        }
        await page.GetByText("校验通过").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "提交，上传部平台" }).ClickAsync();
        var serial = await page.GetByRole(AriaRole.Status).Locator("a").TextContentAsync();
        await run.Province.Drained(TimeSpan.FromSeconds(30));

        Assert.Single(await run.Province.Ministry.Ledger(), row => row["content"]?["AAZ341"]?.GetValue<string>() == serial && row["content"]?["AAE011"]?.GetValue<string>() == "王小明");
    }

    [Fact]
    public async Task An_order_that_was_chosen_goes_on_from_case_to_case()
    {
        var page = await run.Sit("shenhe8", "审核人员");
        await page.GotoAsync("/review");
        await page.GetByRole(AriaRole.Link, new() { Name = "地区", Exact = true }).ClickAsync();
        await page.Reaches("**/review?sort=region");
        await page.WaitForSelectorAsync("th[aria-sort=ascending] >> text=地区");
        var numbers = await page.Locator("tbody tr td:nth-child(3) a").AllTextContentsAsync();
        var regions = await page.Locator("tbody tr td:nth-child(2)").AllTextContentsAsync();

        await page.WaitForSelectorAsync("html[data-keys]", new() { State = WaitForSelectorState.Attached });
        await page.Keyboard.PressAsync("k");
        await page.WaitForFunctionAsync("() => document.activeElement === document.body");
        await page.Keyboard.PressAsync("Enter");
        foreach (var number in numbers.Take(5))
        {
            await page.Reaches($"**/review/{number}?sort=region");
            await page.GetByRole(AriaRole.Heading, new() { Name = number }).WaitForAsync();
            await page.Keyboard.PressAsync("j");
        }
        await page.Reaches($"**/review/{numbers[5]}?sort=region");
        await page.Keyboard.PressAsync("Escape");
        await page.Reaches("**/review?sort=region");

        Assert.Equal(regions.Order(StringComparer.Ordinal), regions);
    }

    [Fact]
    public async Task A_filter_that_is_used_again_has_a_name_and_an_address()
    {
        var page = await run.Sit("shenhe7", "审核人员");
        await page.GotoAsync("/review?region=370103&due=later");
        await page.GetByLabel("存为常用").FillAsync("市中区以后到期");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "市中区以后到期" }).WaitForAsync();
        await page.GotoAsync("/review");
        var address = await page.GetByRole(AriaRole.Link, new() { Name = "市中区以后到期" }).GetAttributeAsync("href");

        await page.GotoAsync(address!);
        await page.Reaches(url => url.Contains("region=370103", StringComparison.Ordinal) && url.Contains("due=later", StringComparison.Ordinal));

        Assert.Matches(@"^/review\?saved=[0-9]+$", address);
    }
}
