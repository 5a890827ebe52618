using System.CommandLine;
using Adapter.Api;
using Adapter.Hosting;
using Adapter.People;
using Adapter.Store;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary><c>adapter keys</c>: who may call the local API.</summary>
static class KeysVerb
{
    public static Command Command() => new("keys", Verb.Describe("管理本地接口的授权凭证", "adapter keys add 窗口系统 --scope read,pull,submit", "adapter keys list"))
    {
        Add(), List(), Revoke(),
    };

    static Command Add()
    {
        var name = Name();
        var scope = new Option<string>("--scope") { Description = $"范围，逗号分隔：{string.Join(',', ApiSecret.Scopes)}", HelpName = "范围", Required = true };
        var days = new Option<int?>("--days") { Description = "有效天数（默认不限）", HelpName = "天数" };
        var command = new Command("add", Verb.Describe("新发一个凭证，只显示这一次", "adapter keys add 窗口系统 --scope read,pull,submit", "adapter keys add 值班 --scope operate --days 90 --json"))
        {
            name, scope, days, Verb.JsonOption(),
        };
        command.SetAction(async (parsed, _) =>
        {
            var (wanted, scopes, valid) = (parsed.GetRequiredValue(name), Scopes(parsed.GetRequiredValue(scope)), parsed.GetValue(days));
            if (valid is < 1 or > KeyBook.MostDays) throw new NotDoneException($"--days 应为 1 至 {KeyBook.MostDays} 的整数");
            await using var store = Open(parsed);
            var answer = await store.GetRequiredService<KeyBook>().Add(Actor.AtTerminal(), wanted, scopes, valid);
            if (answer.Code == "key.exists") throw new NotDoneException($"已有名为“{Visible.Of(wanted)}”的凭证。请换一个名称；旧凭证可用 adapter keys revoke 停用");
            if (answer.Code != "") throw new NotDoneException(Problems.Line(answer.Code));
            if (parsed.IsJson()) parsed.WriteJson(new { name = wanted.Trim(), key = answer.Secret });
            else parsed.Output().WriteLine($"{answer.Secret}\n凭证“{Visible.Of(wanted)}”已发，范围 {string.Join(',', scopes)}。请立即妥善保存：以后不再显示。");
            return ExitCode.Done;
        });
        return command;
    }

    static Command List()
    {
        var command = new Command("list", Verb.Describe("列出凭证（不含凭证本身）", "adapter keys list --json")) { Verb.JsonOption() };
        command.SetAction(async (parsed, _) =>
        {
            await using var store = parsed.Store();
            var rows = store.Read(store.GetRequiredService<ApiKeys>().All);
            if (parsed.IsJson())
            {
                foreach (var row in rows) parsed.WriteJson(new { row.Name, row.Scopes, row.CreatedAt, row.ExpiresAt, row.RevokedAt, row.LastUsedAt });
                return ExitCode.Done;
            }
            var table = new Table().AddColumns("名称", "范围", "发放", "到期", "停用", "最近使用");
            foreach (var row in rows)
                table.AddRow([.. new[] { row.Name, row.Scopes, Stamp.Shown(row.CreatedAt), Stamp.Shown(row.ExpiresAt), Stamp.Shown(row.RevokedAt), Stamp.Shown(row.LastUsedAt) }.Select(cell => new Text(Visible.Of(cell)))]);
            Screen.Of(parsed.Output()).Write(table);
            return ExitCode.Done;
        });
        return command;
    }

    static Command Revoke()
    {
        var name = Name();
        var command = new Command("revoke", Verb.Describe("停用一个凭证，立即生效", "adapter keys revoke 窗口系统")) { name };
        command.SetAction(async (parsed, _) =>
        {
            await using var store = Open(parsed);
            var wanted = parsed.GetRequiredValue(name);
            if ((await store.GetRequiredService<KeyBook>().Revoke(Actor.AtTerminal(), wanted)).Code != "")
                throw new NotDoneException($"没有名为“{Visible.Of(wanted)}”的有效凭证。现有凭证见 adapter keys list");
            parsed.Output().WriteLine($"凭证“{Visible.Of(wanted)}”已停用");
            return ExitCode.Done;
        });
        return command;
    }

    static ServiceProvider Open(ParseResult parsed) => OpenStore.Of(parsed.Settings(), services => services.AddPeople());

    static Argument<string> Name() => new("NAME") { HelpName = "名称", Description = "用凭证的系统或人的名称" };

    static List<string> Scopes(string text)
    {
        var scopes = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        return scopes.Count > 0 && scopes.All(ApiSecret.Scopes.Contains)
            ? scopes
            : throw new NotDoneException($"--scope 应为 {string.Join('、', ApiSecret.Scopes)} 中的若干项，以逗号分隔");
    }
}
