using Adapter.Cli;
using Adapter.Tests.Support;

namespace Adapter.Tests.Cli;

/// <summary><c>adapter users</c>: the first account, and the same rules as at the desk.</summary>
public sealed class UsersVerbTests : IDisposable
{
    readonly Commands commands = new("http://127.0.0.1:1", Some.Region);

    public void Dispose() => commands.Dispose();

    [Fact]
    public async Task There_is_no_account_until_one_is_made_and_its_password_is_shown_once()
    {
        var before = await commands.Run("users list");
        var added = await commands.Run("users add zhangsan --real-name 张三 --role 审核人员 --region 3701 --json");
        var after = await commands.Run("users list --json");

        Assert.Contains("还没有账号", before.Output);
        var password = (string)Assert.Single(added.Lines)["password"]!;
        Assert.Matches("[A-Za-z0-9]{5}(-[A-Za-z0-9]{5}){3}", password);
        var line = Assert.Single(after.Lines);
        Assert.Equal(("zhangsan", "张三", "reviewer", "3701"), ((string)line["name"]!, (string)line["realName"]!, (string)line["roles"]![0]!["role"]!, (string)line["roles"]![0]!["region"]!));
        Assert.DoesNotContain(password, after.Output);
    }

    [Fact]
    public async Task Roles_are_granted_and_revoked_by_their_chinese_names()
    {
        await commands.Run("users add lisi --real-name 李四");

        var granted = await commands.Run("users grant lisi --role 查看 --region 370102");
        var excluded = await commands.Run("users grant lisi --role 安全审计员");
        var revoked = await commands.Run("users revoke lisi --role viewer --region 370102");
        var gone = await commands.Run("users revoke lisi --role viewer --region 370102");

        Assert.Equal((ExitCode.Done, ExitCode.NotDone, ExitCode.Done, ExitCode.NotDone), (granted.Exit, excluded.Exit, revoked.Exit, gone.Exit));
        Assert.Contains("角色不能兼任", excluded.Error);
        Assert.Contains("没有这个角色", gone.Error);
    }

    [Fact]
    public async Task A_password_is_reset_and_an_account_disabled_and_enabled()
    {
        await commands.Run("users add wangwu --real-name 王五 --role 运维人员");

        var reset = await commands.Run("users reset wangwu");
        var disabled = await commands.Run("users disable wangwu");
        var listed = await commands.Run("users list --json");
        var enabled = await commands.Run("users enable wangwu");

        Assert.Contains("只显示这一次", reset.Output);
        Assert.Equal((ExitCode.Done, ExitCode.Done), (disabled.Exit, enabled.Exit));
        Assert.NotNull(listed.Lines[0]["disabledAt"]);
        Assert.Null((await commands.Run("users list --json")).Lines[0]["disabledAt"]);
    }

    [Theory]
    [InlineData("users add 张,三 --real-name 张三", "账号名")]
    [InlineData("users add zhao --real-name 赵 --role 系统管理员 --role 审核人员", "角色不能兼任")]
    [InlineData("users add zhao --real-name 赵 --role 大总管", "--role")]
    [InlineData("users add zhao --real-name 赵 --role 查看 --region 山东", "地区不对")]
    [InlineData("users grant nobody --role 查看", "没有这个账号")]
    [InlineData("users disable nobody", "没有这个账号")]
    public async Task What_cannot_be_done_is_said_in_one_line(string line, string word)
    {
        var ended = await commands.Run(line);

        Assert.Equal((ExitCode.NotDone, ""), (ended.Exit, ended.Output));
        Assert.Contains(word, Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }
}
