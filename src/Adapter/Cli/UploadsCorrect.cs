using System.CommandLine;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Review;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary><c>adapter uploads correct</c>: one wrong code in many refused uploads.</summary>
static class UploadsCorrect
{
    /// <summary>How many there were, and what became of them.</summary>
    sealed record Tally(int Total, int Corrected, int Invalid, int Passed, bool DryRun);

    sealed record Work(IReadOnlyList<UploadKey> Keys, CodeChange Change, string Reason, bool IsTrial);

    public static Command Command()
    {
        var filters = new UploadFilters();
        var field = Needed("--field", "指标编码，只限有代码表的项目，如 AAC011", "指标");
        var held = Needed("--is", "现在的（错误的）代码", "代码");
        var becomes = Needed("--becomes", "改成的代码", "代码");
        var dryRun = new Option<bool>("--dry-run") { Description = "试算：只检查、计数，不保存" };
        var reason = UploadsVerb.Reason();
        var command = new Command("correct", Verb.Describe("批量更正部平台退回的记录中同一个错误的代码，以原流水号再次上传；中断后再执行一次即接着办理。有校验不通过的，退出码为 2",
            "adapter uploads correct --code 30000002 --field AAC011 --is 9 --becomes 20 --dry-run",
            "adapter uploads correct --code 30000002 --field AAC011 --is 9 --becomes 20 --reason 学历代码有误 --yes"))
        {
            field, held, becomes, dryRun, AtOnce.Yes(), reason, Verb.JsonOption(),
        };
        filters.AddTo(command, withPerson: false);
        command.SetAction(async (parsed, stop) =>
        {
            var isTrial = parsed.GetValue(dryRun);
            var why = isTrial ? "" : reason.Read(parsed);
            await using var store = UploadsVerb.Open(parsed);
            var agreement = store.GetRequiredService<Agreement>();
            var filter = filters.Read(parsed, agreement);
            if (filter.State is not (null or UploadState.Failed)) throw new NotDoneException("批量更正只用于被部平台退回的记录：--state 只能是 failed，可以不写");
            var change = new CodeChange(parsed.GetRequiredValue(field), parsed.GetRequiredValue(held), parsed.GetRequiredValue(becomes));
            var corrections = store.GetRequiredService<CodeCorrections>();
            if (!corrections.IsCoded(change.Field)) throw new NotDoneException("--field 应为有代码表的项目，如 AAC011；其他项目请用 uploads edit 逐条更正");
            var work = new Work(corrections.Find(filter, change), change, why, isTrial);
            if (!isTrial) parsed.Confirm(work.Keys.Count, $"更正（{Described(change)}）");
            return await Run(parsed, corrections, work, stop);
        });
        return command;
    }

    static Option<string> Needed(string name, string what, string help) => new(name) { Description = what, HelpName = help, Required = true };

    static async Task<int> Run(ParseResult parsed, CodeCorrections corrections, Work work, CancellationToken stop)
    {
        var done = await parsed.Each(work.IsTrial ? "检查" : "更正", work.Keys, key => corrections.Apply(Actor.AtTerminal(), key, work.Change, work.Reason, work.IsTrial), stop);
        Tell(parsed, work, done);
        return done.Exists(row => row.Answer.Verdict == Verdict.Faulty) ? ExitCode.FoundWrong : ExitCode.Done;
    }

    static void Tell(ParseResult parsed, Work work, IReadOnlyList<(UploadKey Key, Receipt Answer)> done)
    {
        var invalid = done.Where(row => row.Answer.Verdict == Verdict.Faulty).ToList();
        var corrected = done.Count(row => row.Answer.Verdict == Verdict.Taken);
        var tally = new Tally(done.Count, corrected, invalid.Count, done.Count - corrected - invalid.Count, work.IsTrial);
        if (parsed.IsJson())
        {
            parsed.WriteJson(tally);
            return;
        }
        var output = parsed.Output();
        if (done.Count == 0)
        {
            output.WriteLine($"没有要更正的记录：被部平台退回、符合条件的记录中，没有一条的 {work.Change.Field} 是 {Visible.Of(work.Change.Is)}");
            return;
        }
        output.WriteLine($"{Described(work.Change)}：{(work.IsTrial ? "试算（没有保存），可以更正" : "已更正并再次上传")} {corrected} 条，校验不通过 {invalid.Count} 条，已另行处理 {tally.Passed} 条");
        foreach (var (key, receipt) in invalid.Take(AtOnce.Few))
        {
            output.WriteLine(Visible.Of(key.ToString()));
            FindingLines.Write(output, receipt.Findings.Where(finding => finding.IsError));
        }
        if (invalid.Count > AtOnce.Few) output.WriteLine($"……其余 {invalid.Count - AtOnce.Few} 条从略；请用 uploads list --state failed 查看");
    }

    static string Described(CodeChange change) => Visible.Of($"{change.Field} {change.Is} → {change.Becomes}");
}
