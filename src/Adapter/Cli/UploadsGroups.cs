using System.CommandLine;
using Adapter.Api;
using Adapter.Contracts;
using Adapter.Store;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary><c>adapter uploads groups</c>: how many stand for the same reason, the many first.</summary>
static class UploadsGroups
{
    public static Command Command()
    {
        var filters = new UploadFilters();
        var command = new Command("groups", Verb.Describe("归类计数：按类别、代码、指标列出条数，多的在前（不写 --state 为退回更正和上传异常的）；其中有退回更正、上传异常的，退出码为 2",
            "adapter uploads groups", "adapter uploads groups --state unknown --region 370102"))
        {
            Verb.JsonOption(),
        };
        filters.AddTo(command, withPerson: false);
        command.SetAction(parsed => Run(parsed, filters));
        return command;
    }

    static int Run(ParseResult parsed, UploadFilters filters)
    {
        using var store = UploadsVerb.Open(parsed);
        var agreement = store.GetRequiredService<Agreement>();
        var filter = filters.Read(parsed, agreement);
        var groups = store.Read(session => store.GetRequiredService<UploadList>().Groups(session, filter));
        if (parsed.IsJson()) foreach (var group in groups) parsed.WriteJson(GroupView.Of(group));
        else if (groups.Count == 0) parsed.Output().WriteLine(filters.IsEmpty(parsed) ? "没有退回更正、上传异常的记录" : UploadsList.WhyEmpty(store, isFiltered: true));
        else Show(parsed.Output(), groups, agreement);
        return groups.Any(group => group.State == UploadState.Failed) ? ExitCode.FoundWrong : ExitCode.Done;
    }

    static void Show(TextWriter output, IReadOnlyList<UploadGroup> groups, Agreement agreement)
    {
        var table = new Table().AddColumns("条数", "类别", "状态", "代码", "指标", "部平台答复（其中一条）", "最早报送");
        foreach (var group in groups)
        {
            var kind = agreement.Kind(group.Kind);
            table.Add($"{group.Number}", kind.Title, UploadWords.Of(group.State, group.Class), group.Code, NameOf(kind, group.Field), group.Message, Cells.Time(group.Oldest));
        }
        Screen.Of(output).Write(table);
        output.WriteLine($"共 {groups.Sum(group => group.Number)} 条");
    }

    static string NameOf(Kind kind, string? field) => field is null ? "" : $"{field} {kind.Find(field)?.Name}".TrimEnd();
}
