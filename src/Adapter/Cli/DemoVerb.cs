using System.CommandLine;
using Adapter.Hosting;

namespace Adapter.Cli;

/// <summary><c>adapter demo</c>: the main job with a simulated ministry and made-up persons; nothing of this machine is used or kept.</summary>
static class DemoVerb
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    static readonly Option<int> Applications = new("--applications")
    {
        Description = "虚构申请的件数，1 至 5000（默认 60）",
        HelpName = "件数",
        DefaultValueFactory = _ => 60,
    };

    static readonly Option<int?> Port = new("--port")
    {
        Description = "本地接口的端口（默认 5080；已被占用时任取一个空闲的）",
        HelpName = "端口",
    };

    public static Command Command()
    {
        var command = new Command("demo", Verb.Describe("演示：模拟部平台和适配器一起启动，用虚构人员走完全过程，Ctrl+C 结束", "adapter demo", "adapter demo --applications 500 --port 5081"))
        {
            Applications, Port, Verb.JsonOption(),
        };
        command.SetAction(Run);
        return command;
    }

    static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        var count = parsed.GetValue(Applications);
        if (count is < 1 or > 5000) throw new NotDoneException("--applications 应为 1 至 5000 的整数");
        try
        {
            await using var town = await DemoTown.Open(count, parsed.GetValue(Port), stop);
            await Show(parsed, town, count, stop);
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl+C is how a demo ends.
        }
        return ExitCode.Done;
    }

    static async Task Show(ParseResult parsed, DemoTown town, int count, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        enough.CancelAfter(Longest);
        var clerk = new DemoClerk(town, count);
        var books = new DemoBooks(town.Api, clerk);
        var work = clerk.Work(stop);
        try
        {
            await DemoScreen.Of(parsed).Follow(books, work, enough.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // A minute is enough to see; what is left goes on behind.
        }
        var faults = await town.FaultsMet(stop);
        if (parsed.IsJson()) parsed.WriteJson(new { address = town.Address, scalar = $"{town.Address}/scalar", key = town.Key, people = town.People.Select(person => new { role = person.Role.Title, account = person.Account, password = person.Password }), ministry = town.Ministry, faults, undecided = clerk.Left });
        else parsed.Output().WriteLine(Farewell(town, faults, clerk.Left));
    }

    static string Farewell(DemoTown town, IReadOnlyDictionary<string, int> faults, int left) => $"""
        途中故障   {string.Join("，", faults.Select(fault => $"{fault.Key} {fault.Value} 次"))}；未传成的已自动重传
        未审核     {left} 件
        工作台     {town.Address}（浏览器打开）
        {string.Join('\n', town.People.Select(person => $"           {person.Role.Title}　账号 {person.Account}　密码 {person.Password}"))}
        本地接口   {town.Address}/scalar（浏览器打开）
        试用凭证   {town.Key}（仅限本次演示）
        模拟部平台 {town.Ministry}/_ledger（台账） {town.Ministry}/_control（故障开关）
        例         curl -H "Authorization: Bearer {town.Key}" "{town.Address}/api/uploads?limit=3"
        按 Ctrl+C 结束，临时数据随即删除。
        """;
}
