using System.Text;
using Adapter.Contracts;
using Adapter.Simulator;

namespace Adapter.Benchmarks.Figures;

/// <summary>Made-up applications of 1.18 KB, the same for every contestant: forty members, Chinese unescaped, some of them with a flaw.</summary>
static class Records
{
    public static readonly DateOnly Today = new(2026, 2, 13);

    /// <summary>So many records stay in the cache of a core on either side.</summary>
    public const int InCache = 250;
    /// <summary>So many are judged by both sides before anything is timed.</summary>
    public const int ToAgreeOn = 4000;

    /// <summary>What both sides of a comparison check with: no region is configured.</summary>
    public static Validation Validation { get; } = new(Agreement.Embedded, new());

    public static Kind Kind => Agreement.Embedded.Application;

    /// <summary>The n first, each one's JSON.</summary>
    public static IReadOnlyList<byte[]> Json(int count, double faulty = 0.02)
    {
        var applicants = new Applicants(Agreement.Embedded, new() { Regions = ["370102", "370103"], Faulty = faulty });
        return [.. Enumerable.Range(0, count).Select(n => Encoding.UTF8.GetBytes(Filled(applicants.Make(n, Today).Message, n).ToJson()))];
    }

    public static bool IsValid(Message message) => !Validation.Check(message, Today).Any(finding => finding.IsError);

    /// <summary>The work on every record, so many times over; how many records that were.</summary>
    public static long Repeated<T>(IReadOnlyList<T> records, int passes, Action<T> work)
    {
        for (var pass = 0; pass < passes; pass++)
        {
            for (var i = 0; i < records.Count; i++) work(records[i]);
        }
        return (long)passes * records.Count;
    }

    // What most applicants leave empty is given too: a full record is the larger work.
    static Message Filled(Message message, int n) => Extra
        .Where(extra => message.IsEmpty(extra.Key))
        .Aggregate(message, (each, extra) => each.With(extra.Key, extra.Value))
        .With("AAE461", $"微信 someone-{n}");

    static readonly Dictionary<string, string> Extra = new()
    {
        ["ACA111"] = "4020000",
        ["AAC015"] = "3",
        ["ACA200"] = "4020000",
        ["ACA202"] = "4",
        ["ACA201"] = "4020000",
        ["ACA203"] = "5",
        ["AAC200"] = "011",
        ["AAC014"] = "411",
        ["ACA204"] = "012",
        ["ACA206"] = "412",
        ["ACA205"] = "013",
        ["ACA207"] = "420",
        ["AAE005"] = "010-12345678-12",
        ["AAE159"] = "someone@example.cn",
        ["ACA112"] = "仓库管理员|超市收银员|电子商务客服",
        ["AAE815"] = "本人因原单位经营调整于年初离职，现与父母同住，家中有老人和两个学龄儿童需要照顾，希望在居住地附近就业，可以接受轮班；愿意参加职业技能培训，已在街道登记，请优先安排面试。",
    };
}
