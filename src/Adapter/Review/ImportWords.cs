using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>What is said of an import.</summary>
static class ImportWords
{
    /// <summary>In the log of acts: rows of one file that were committed together.</summary>
    public const string Act = "import.rows";

    /// <summary>In one line.</summary>
    public static string Of(ImportRow import) =>
        $"{(import.Stage == ImportStage.Take ? "报送" : "试算：可报送")} {import.Taken} 条，已有（无变化）{import.Known} 条，没有接收 {import.Refused} 条"
        + (import.Conflicts > 0 ? $"（其中流水号已用于其他内容 {import.Conflicts} 条）" : "");

    /// <summary>As the log keeps them: <c>taken=480 known=20</c>.</summary>
    public static string Counts(IReadOnlyDictionary<Verdict, int> verdicts) =>
        string.Join(' ', verdicts.OrderBy(verdict => verdict.Key).Select(verdict => $"{verdict.Key.ToString().ToLowerInvariant()}={verdict.Value}"));

    /// <summary>Whether a finding is among what stands in the way of a record.</summary>
    public static bool Stands(Finding finding) => finding.IsError || Confirmation.Rules.Contains(finding.Rule);

    /// <summary>Who hands it in may not do so there.</summary>
    public static Finding Elsewhere(Message message) => new()
    {
        Field = "AAB301",
        Rule = "right.missing",
        Severity = "error",
        Message = $"{message.Kind.Find("AAB301")?.Name}：导入人没有该地区的审核权限，请由该地区的审核人员导入。",
    };
}
