using System.Text;
using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Tests.Support;

/// <summary>Valid records of made-up persons. The same seed gives the same record.</summary>
static class Some
{
    static readonly string[] Surnames = ["张", "王", "李", "欧阳", "阿依", "司马", "赵", "买买提"];
    static readonly string[] GivenNames = ["伟", "秀英", "建国", "晓明", "·吐尔逊", "芳", "丽娜", "志强"];

    /// <summary>A Friday before Spring Festival; valid records stand before it.</summary>
    public static readonly DateOnly Today = new(2026, 2, 13);

    public const string Region = "370102";

    /// <summary>A small piece of work for the writer: the next number of a message.</summary>
    public static long Sequence(Session session) => Batches.NextSequences(session, 1);

    public static Message Application(int seed = 1) => Record("application", seed);

    public static Message AuditResult(int seed = 1) => Record("audit-result", seed);

    public static Message Deregistration(int seed = 1) => Record("deregistration", seed);

    /// <summary>Every kind's valid record: required fields and the usual optional ones.</summary>
    public static Message Record(string kind, int seed = 1) => Of(kind, seed, Usual(seed));

    /// <summary>A valid approved record in which every field of the kind is given that can be given together.</summary>
    public static Message Full(string kind, int seed = 1) => Of(kind, seed, Usual(seed).Concat(Optional));

    /// <summary>A well-formed number of nobody: a man's for an odd seed, a woman's for an even one; 1,200,000 differ.</summary>
    public static string CitizenId(int seed = 1)
    {
        var birth = new DateOnly(1970, 1, 1).AddDays((int)(seed * 7919L % 12000));
        var digits = $"{Region}{birth:yyyyMMdd}{seed / 12000 % 100:00}{(seed % 5 * 2) + (seed % 2)}";
        return digits + Adapter.Contracts.CitizenId.CheckCharacter(Encoding.UTF8.GetBytes(digits));
    }

    static Message Of(string kind, int seed, IEnumerable<KeyValuePair<string, string?>> values)
    {
        var listed = Agreement.Embedded.Kind(kind);
        return Message.Of(listed, values.Where(member => listed.Find(member.Key) is not null));
    }

    static Dictionary<string, string?> Usual(int seed) => new()
    {
        ["ADC201"] = $"SQ{seed:0000000000}",
        ["AAZ341"] = $"370102260213{seed % 1_000_000:000000}",
        ["AAB301"] = Region,
        ["AAE127"] = "20260210",
        ["AAC003"] = Surnames[seed % Surnames.Length] + GivenNames[seed / 8 % GivenNames.Length],
        ["AAC004"] = seed % 2 == 1 ? "1" : "2",
        ["AAC005"] = "01",
        ["AAC011"] = "30",
        ["AAC033"] = "1",
        ["AJC090"] = "20260131",
        ["AAC002"] = CitizenId(seed),
        ["AAC058"] = "01",
        ["AAC044"] = CitizenId(seed),
        ["AAB299"] = Region,
        ["AAC010"] = $"泉城路{seed % 300}号",
        ["AAF016"] = Region,
        ["AAC046"] = $"泺源大街{seed % 300}号",
        ["AAC067"] = $"199{seed % 100_000_000:00000000}",
        ["ADC221"] = "1",
        ["AJC093"] = "21",
        ["ADC222"] = "2",
        ["AAE540"] = "1",
        ["AAE011"] = "经办员",
        ["AAE036"] = "20260212",
        ["ADC210"] = "20260211",
        ["AJC00A"] = "11",
    };

    static readonly Dictionary<string, string?> Optional = new()
    {
        ["AAC024"] = "13",
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
        ["AAE461"] = "微信 someone",
        ["ACA112"] = "厨师|保安|司机",
        ["AAE815"] = "无",
        ["AAE013"] = "无",
    };
}
