using System.Net;
using System.Text.Json.Nodes;
using Adapter.Contracts;
using Adapter.EndToEnd.Support;
using Adapter.Simulator;
using Microsoft.Playwright;

namespace Adapter.EndToEnd;

/// <summary>Whatever people or the platform write, the desk shows as text: nothing of it becomes a part of a page.</summary>
public sealed class DeskScriptTests(DeskRun run) : IClassFixture<DeskRun>
{
    const string Region = "370103";
    const int Tabs = 3;

    static readonly Agreement Agreement = Agreement.Embedded;

    /// <summary>All payloads, several in one text.</summary>
    static IReadOnlyList<string> Together(int longest) => Together(longest, Payloads.All);

    static IReadOnlyList<string> Together(int longest, IEnumerable<string> payloads) => [.. payloads.Aggregate(new List<string> { "" }, (texts, payload) =>
    {
        if (texts[^1].Length + payload.Length <= longest) texts[^1] += payload;
        else texts.Add(payload);
        return texts;
    })];

    async Task<(IPage Page, Alarms Alarms)> Sit(string name, string role, string region = "")
    {
        var page = await run.Sit(name, role, region);
        return (page, await Alarms.On(page));
    }

    /// <summary>Everything in turn, in a few windows of one person side by side.</summary>
    async Task Each<T>(string name, string role, IEnumerable<T> all, Func<IPage, T, Task> look)
    {
        var waiting = new Queue<T>(all);
        // The first one makes the account.
        var windows = new List<(IPage Page, Alarms Alarms)> { await Sit(name, role) };
        while (windows.Count < Tabs) windows.Add(await Sit(name, role));
        await Task.WhenAll(windows.Select(async window =>
        {
            while (Next() is [var next])
            {
                await look(window.Page, next);
                await window.Alarms.Silent(window.Page.Url);
            }
        }));

        T[] Next()
        {
            lock (waiting) return waiting.TryDequeue(out var next) ? [next] : [];
        }
    }

    public static TheoryData<string, string> Addresses()
    {
        var data = new TheoryData<string, string>();
        // Two are forms of their own, without a connection; what is written about one record is tried with records that hold payloads.
        foreach (var (address, right) in FurnishedDesk.Pages.Where(page => page.Address is not ("/signin" or "/password") && !page.Address.Contains('{'))) data.Add(address, right);
        foreach (var (path, right) in new[] { ("/review?due=later", "see"), ("/uploads?state=delivered&day=2026-01-01", "see"), ("/register?kind=deregistration", "review") }) data.Add(path, right);
        return data;
    }

    [Fact]
    public void The_payloads_are_many_and_differ() => Assert.InRange(Payloads.All.Distinct().Count(), 60, Payloads.All.Count);

    [Theory, MemberData(nameof(Addresses))]
    public async Task What_is_written_into_any_field_of_a_page_does_nothing(string path, string right)
    {
        var (page, alarms) = await Sit(DeskPageTests.Whose[right].Name, DeskPageTests.Whose[right].Role);
        await page.GotoAsync(path);
        await page.WaitForSelectorAsync("h1");
        await page.WaitForSelectorAsync("html[data-keys]", new() { State = WaitForSelectorState.Attached });

        await page.FillAll(Payloads.All);

        await alarms.Silent(path);
        await page.CloseAsync();
    }

    [Fact]
    public async Task What_is_written_at_the_door_does_nothing()
    {
        var (page, alarms) = await Sit("chakan", "查看人员");
        await page.Context.ClearCookiesAsync();
        // A form with a null character is not read at all.
        foreach (var text in Together(400, Payloads.All.Where(payload => !payload.Contains('\0'))))
        {
            await page.GotoAsync($"/signin?to={Uri.EscapeDataString(text)}&refused={Uri.EscapeDataString(text)}");
            await page.EvaluateAsync("text => { document.querySelector('#account').value = text; document.querySelector('#password').value = text; }", text);
            await page.ClickAsync("button[type=submit]");
            await page.GetByText("账号或密码不对").WaitForAsync();
            Assert.Equal(text.Trim(), (await page.InputValueAsync("#account")).Trim());
            await alarms.Silent("/signin");
        }
        await page.CloseAsync();
    }

    [Fact]
    public async Task An_application_whose_every_field_is_a_payload_is_shown_as_it_was_written()
    {
        var fields = Agreement.Kind("application").Fields.Select(field => field.Code).Except(["ADC201", "AAB301", "AAE127"]).ToList();
        await run.Province.Ministry.Admit([.. Payloads.All.Select(payload => fields.ToDictionary(code => code, _ => payload).Append(new("AAB301", Region)).ToDictionary())]);
        var (code, _, errors) = await run.Province.Verb("download", "--region", Region);
        Assert.True(code == 0, string.Join('\n', errors));
        var sent = (await run.Province.Client.All($"/api/applications?region={Region}&full=true")).Where(one => Payloads.All.Contains(one["fields"]!.Text("AAE815"))).ToList();
        Assert.Equal(Payloads.All.Order(), sent.Select(one => one["fields"]!.Text("AAE815")).Order());

        await Each("shenhe", "审核人员", sent, async (page, one) =>
        {
            await page.Go($"/review/{one.Text("ADC201")}");
            await page.GetByRole(AriaRole.Button, new() { Name = "领取", Exact = true }).ClickAsync();
            await page.Shows(one["fields"]!.Text("AAE815"));
        });
        await Each("shenhe", "审核人员", (string[])["/review", "/review?holder=mine", $"/review?region={Region}&due=later"], async (page, path) =>
        {
            await page.Go(path);
            await page.WaitForSelectorAsync("#row-0");
        });
    }

    [Fact]
    public async Task A_decision_with_payloads_in_its_reason_and_its_corrections_does_nothing()
    {
        var (page, alarms) = await Sit("shenhe2", "审核人员", "370102");
        await page.Go("/review?region=370102");
        await page.ClickAsync("#row-0 a");
        await page.GetByRole(AriaRole.Button, new() { Name = "领取", Exact = true }).ClickAsync();
        await page.GetByLabel("审核不通过").CheckAsync();
        await page.WaitForSelectorAsync("textarea");
        await page.EvaluateAsync("() => document.querySelectorAll('.desk-small').forEach(button => button.click())");
        Assert.InRange(await page.FillAll(Payloads.All), 10, 100);
        await alarms.Silent(page.Url);

        await page.GetByLabel("不通过的原因").FillAsync(Payloads.All[0]);
        await page.GetByText($"原因：{Payloads.All[0]}").WaitForAsync();
        await alarms.Silent(page.Url);
    }

    [Fact]
    public async Task What_the_platform_answers_and_why_a_person_acts_is_shown_as_it_was_written()
    {
        var kind = Agreement.Kind("audit-result");
        var records = new CounterRecords([Region]).Results(2 * Payloads.All.Count, from: 6000).Select((record, place) => Spoiled(record, Payloads.All[place % Payloads.All.Count])).ToList();
        await run.Province.Ministry.Switch(new FaultSetting { Name = "row-failure", Rate = 1, Rows = 500, Code = "30000001", Text = string.Join('\n', Payloads.All) });
        await new Driver(run.Province.Client).Submit(records);
        await run.Province.Drained(TimeSpan.FromSeconds(30));
        await run.Province.Ministry.Switch();
        var answers = (await run.Province.In("failed")).Select(row => row.Text("message")).ToHashSet();
        Assert.Superset(Payloads.All.ToHashSet(), answers);
        foreach (var (record, reason) in records.Skip(Payloads.All.Count).Zip(Payloads.All))
            Assert.Equal(HttpStatusCode.OK, (await run.Province.Client.Hand($"/api/uploads/{kind.Name}/{record.Key}/discard", new { reason })).Status);

        // Half of them wait for somebody to put them right, half were given up for a reason.
        await Each("yunwei", "运维人员", records.Take(Payloads.All.Count), async (page, record) =>
        {
            await page.Go($"/uploads/{kind.Name}/{record.Key}");
            await page.GetByRole(AriaRole.Button, new() { Name = "更正" }).ClickAsync();
            await page.FillAsync("#reason", record["AAE815"]!);
            await page.GetByRole(AriaRole.Button, new() { Name = "查看", Exact = true }).ClickAsync();
            Assert.Equal(record["AAE815"], await page.InputValueAsync("#edit-AAE815"));
        });
        await Each("yunwei", "运维人员", records.Skip(Payloads.All.Count), async (page, record) =>
        {
            await page.Go($"/uploads/{kind.Name}/{record.Key}");
            await page.Shows(record["AAE815"]!);
        });
        await Each("yunwei", "运维人员", (string[])["/uploads", "/uploads?state=discarded", "/", "/uploads?state=failed&class=DataError"], (page, path) => page.Go(path));
        await Each("shenji", "安全审计员", (string[])["/audit?action=reveal", "/audit?action=discard"], async (page, path) =>
        {
            await page.Go(path);
            await page.WaitForSelectorAsync("tbody tr");
        });
    }

    static Message Spoiled(Message record, string payload) => new[] { "AAC010", "AAC046", "AAE461", "AAE815", "AAE013" }
        .Where(code => payload.Length <= record.Kind.Find(code)!.Length).Aggregate(record, (changed, code) => changed.With(code, payload));

    [Fact]
    public async Task Names_that_people_give_are_shown_as_they_were_written()
    {
        await Task.WhenAll(Filters(), Keys(), Notes());

        async Task Filters()
        {
            var (page, alarms) = await Sit("yunwei3", "运维人员");
            await page.Go("/uploads?state=delivered&day=2026-01-01");
            foreach (var name in Together(100))
            {
                await page.Put(".desk-saved input", name);
                await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
                await Empty(page, ".desk-saved input");
                await page.Shows(name.Trim());
            }
            await alarms.Silent(page.Url);
        }

        async Task Keys()
        {
            var (page, alarms) = await Sit("xitong", "系统管理员");
            await page.Go("/system");
            foreach (var payload in Payloads.All.Where(payload => payload.Length <= 50 && !payload.Any(char.IsControl)))
            {
                await page.CheckAsync("label[title=read] input");
                await page.Put("#key-name", payload);
                await page.GetByRole(AriaRole.Button, new() { Name = "发放凭证" }).ClickAsync();
                await page.Locator(".mud-dialog button").Last.ClickAsync();
                await Empty(page, "#key-name");
                await page.Shows(payload.Trim());
            }
            await alarms.Silent(page.Url);
        }

        async Task Notes()
        {
            var (page, alarms) = await Sit("yunwei4", "运维人员");
            await page.Go("/handover");
            foreach (var text in Together(480))
            {
                await page.Put("textarea", text);
                await page.GetByRole(AriaRole.Button, new() { Name = "写下" }).ClickAsync();
                await Empty(page, "textarea");
                await page.Shows(text.Trim());
            }
            await alarms.Silent(page.Url);
        }

        static Task Empty(IPage page, string field) => page.WaitForFunctionAsync("field => document.querySelector(field).value === '' && !document.querySelector('.mud-dialog')", field);
    }

    [Fact]
    public async Task A_correction_with_payloads_is_shown_to_the_second_person_as_it_was_written()
    {
        var decided = (await run.Province.Client.All("/api/applications?region=370102&full=true")).Take(Together(200).Count).ToList();
        await new Driver(run.Province.Client).Decide(decided);
        await run.Province.Drained(TimeSpan.FromSeconds(30));
        var results = (await run.Province.In("delivered")).Where(row => decided.Any(one => one.Text("ADC201") == row.Text("ADC201"))).ToList();
        Assert.Equal(Together(200).Count, results.Count);

        await Each("shenhe4", "审核人员", results.Zip(Together(200)), async (page, one) =>
        {
            await page.Go($"/corrections/370102/{one.First.Text("AAZ341")}");
            await page.GetByRole(AriaRole.Button, new() { Name = "更正：其他需说明的事项" }).ClickAsync();
            await page.Locator("[aria-labelledby='name-AAE815']").FillAsync(one.Second);
            await page.GetByLabel("理由").FillAsync(one.Second);
            await page.GetByRole(AriaRole.Button, new() { Name = "提交复核" }).ClickAsync();
            await page.Reaches("**/corrections");
        });
        await Each("shenhe5", "审核人员", (string[])["/corrections"], async (page, path) =>
        {
            await page.Go(path);
            foreach (var text in Together(200)) await page.Shows($"理由：{text}");
        });
    }
}
