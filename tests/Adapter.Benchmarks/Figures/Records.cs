using System.Text;
using Adapter.Contracts;
using Adapter.Simulator;

namespace Adapter.Benchmarks.Figures;

/// <summary>Made-up applications of 1.18 KB, the same for every contestant: forty members, Chinese unescaped, some of them with a flaw.</summary>
static class Records
{
    public static readonly DateOnly Today = new(2026, 2, 13);

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
        ["AAC200"] = "011",
        ["AAC014"] = "411",
        ["AAE005"] = "010-12345678-12",
        ["AAE159"] = "someone@example.cn",
        ["ACA112"] = "厨师|保安|司机",
        ["AAE815"] = "家中有老人需要照顾，希望就近就业。",
    };
}
