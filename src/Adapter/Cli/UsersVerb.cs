using System.CommandLine;
using Adapter.Api;
using Adapter.Hosting;
using Adapter.People;
using Adapter.Store;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary><c>adapter users</c>: who may use the desk, and for what.</summary>
static class UsersVerb
{
    public static Command Command() => new("users", Verb.Describe("管理工作台的账号和角色；第一个账号也由此建立，没有预设的密码",
        "adapter users add zhangsan --real-name 张三 --role 审核人员 --region 3701", "adapter users list"))
    {
        Add(), List(), Grant(), Revoke(),
        Plain("disable", "停用一个账号，立即退出登录；账号本身保留，以便追溯", "已停用", (book, by, name) => book.Disable(by, name)),
        Plain("enable", "启用一个停用的账号，解除锁定", "已启用", (book, by, name) => book.Enable(by, name)),
        Plain("reset", "重置密码：显示一次性的初始密码，首次登录须更换", "密码已重置", (book, by, name) => book.Reset(by, name)),
    };

    static Command Add()
    {
        var (name, roles, region) = (Name(), Roles(), Region());
        var real = new Option<string>("--real-name") { Description = "真实姓名，即其办理事项的经办人", HelpName = "姓名", Required = true };
        var subject = new Option<string?>("--subject") { Description = "由统一身份认证（OpenID Connect）登录的，填其标识（sub）；不填则用密码登录", HelpName = "标识" };
        var command = new Command("add", Verb.Describe("新建账号并授予角色，显示一次性的初始密码，首次登录须更换",
            "adapter users add zhangsan --real-name 张三 --role 审核人员 --region 3701", "adapter users add lisi --real-name 李四 --role 系统管理员 --json"))
        {
            name, real, roles, region, subject, Verb.JsonOption(),
        };
        command.SetAction(async (parsed, _) =>
        {
            var (wanted, granted) = (parsed.GetRequiredValue(name), (parsed.GetValue(roles) ?? []).Select(Read).ToList());
            if (granted.Exists(one => granted.Exists(other => !one.GoesWith(other)))) throw new NotDoneException(Problems.Line("account.excluded", string.Join('、', granted.Select(role => role.Title))));
            await using var store = Open(parsed);
            var book = store.GetRequiredService<AccountBook>();
            var made = Done(await book.Add(Actor.AtTerminal(), wanted, parsed.GetRequiredValue(real), parsed.GetValue(subject)));
            foreach (var role in granted) Done(await book.Grant(Actor.AtTerminal(), wanted, role, RegionOf(parsed, region, role)));
            if (parsed.IsJson()) parsed.WriteJson(new { name = wanted, password = made.Password });
            else parsed.Output().WriteLine($"账号“{Visible.Of(wanted)}”已建立{Initial(made)}");
            return ExitCode.Done;
        });
        return command;
    }

    static Command List()
    {
        var command = new Command("list", Verb.Describe("列出账号、角色和地区", "adapter users list --json")) { Verb.JsonOption() };
        command.SetAction(async (parsed, _) =>
        {
            await using var store = Open(parsed);
            var accounts = store.GetRequiredService<Accounts>();
            var rows = store.Read(accounts.All);
            var duties = store.Read(accounts.Duties).ToLookup(duty => duty.Account);
            if (parsed.IsJson())
            {
                foreach (var row in rows)
                    parsed.WriteJson(new { row.Name, row.RealName, roles = duties[row.Name].Select(duty => new { duty.Role, duty.Region }), row.CreatedAt, row.LastLoginAt, row.LockedUntil, row.DisabledAt });
                return ExitCode.Done;
            }
            if (rows.Count == 0) parsed.Output().WriteLine("还没有账号。请用 adapter users add 建立");
            else Screen.Of(parsed.Output()).Write(Table(rows, duties));
            return ExitCode.Done;
        });
        return command;
    }

    static Table Table(IReadOnlyList<AccountRow> rows, ILookup<string, DutyRow> duties)
    {
        var table = new Table().AddColumns("账号", "姓名", "角色", "建立", "最近登录", "停用");
        foreach (var row in rows)
            table.Add(row.Name, row.RealName, string.Join('，', duties[row.Name].Select(Said)), Cells.Time(row.CreatedAt), Cells.Time(row.LastLoginAt), Cells.Time(row.DisabledAt));
        return table;
    }

    static Command Grant() => OfRole("grant", "授予一个账号角色", "已授予", (book, by, name, role, region) => book.Grant(by, name, role, region));

    static Command Revoke() => OfRole("revoke", "收回一个账号的角色，立即退出登录", "已收回", (book, by, name, role, region) => book.Revoke(by, name, role, region));

    static Command OfRole(string verb, string what, string done, Func<AccountBook, Actor, string, Role, string, Task<AccountAnswer>> act)
    {
        var (name, region) = (Name(), Region());
        var role = new Option<string>("--role") { Description = RoleHelp, HelpName = "角色", Required = true };
        var command = new Command(verb, Verb.Describe(what, $"adapter users {verb} zhangsan --role 查看人员 --region 370102")) { name, role, region };
        command.SetAction(async (parsed, _) =>
        {
            var (wanted, which) = (parsed.GetRequiredValue(name), Read(parsed.GetRequiredValue(role)));
            await using var store = Open(parsed);
            Done(await act(store.GetRequiredService<AccountBook>(), Actor.AtTerminal(), wanted, which, RegionOf(parsed, region, which)));
            parsed.Output().WriteLine($"账号“{Visible.Of(wanted)}”{done}{which.Title}");
            return ExitCode.Done;
        });
        return command;
    }

    static Command Plain(string verb, string what, string done, Func<AccountBook, Actor, string, Task<AccountAnswer>> act)
    {
        var name = Name();
        var command = new Command(verb, Verb.Describe(what, $"adapter users {verb} zhangsan")) { name, Verb.JsonOption() };
        command.SetAction(async (parsed, _) =>
        {
            var wanted = parsed.GetRequiredValue(name);
            await using var store = Open(parsed);
            var answer = Done(await act(store.GetRequiredService<AccountBook>(), Actor.AtTerminal(), wanted));
            if (parsed.IsJson()) parsed.WriteJson(new { name = wanted, password = answer.Password });
            else parsed.Output().WriteLine($"账号“{Visible.Of(wanted)}”{done}{Initial(answer)}");
            return ExitCode.Done;
        });
        return command;
    }

    static string RoleHelp => $"角色：{string.Join('、', Role.All.Select(role => role.Title))}";

    static Argument<string> Name() => new("NAME") { HelpName = "账号", Description = "登录用的账号名" };

    static Option<string[]> Roles() => new("--role") { Description = RoleHelp + "，可写多次", HelpName = "角色" };

    static Option<string?> Region() => new("--region") { Description = "限于这些地区：行政区划代码的前几位，如 37、3701、370102（默认全部地区）", HelpName = "地区" };

    static Role Read(string text) => Role.Find(text) ?? throw new NotDoneException($"--role 应为 {string.Join('、', Role.All.Select(role => role.Title))} 之一");

    static string RegionOf(ParseResult parsed, Option<string?> region, Role role) => role.IsOfRegions ? parsed.GetValue(region) ?? "" : "";

    static string Said(DutyRow duty) => $"{Role.Find(duty.Role)?.Title ?? duty.Role}{(duty.Region == "" ? "" : $" {duty.Region}")}";

    static string Initial(AccountAnswer answer) => answer.Password is null ? "" : $"。初始密码 {answer.Password}（只显示这一次，首次登录须更换）";

    static AccountAnswer Done(AccountAnswer answer) => answer.Code == "" ? answer : throw new NotDoneException(Problems.Line(answer.Code, answer.Words));

    static ServiceProvider Open(ParseResult parsed) => OpenStore.Of(parsed.Settings(), services => services.AddPeople());
}
