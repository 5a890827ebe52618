using System.Globalization;
using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Contracts;

/// <summary>Values to try in a field, made from its row alone.</summary>
static class FieldCases
{
    public static readonly string?[] Empty = [null, "", " ", "\u3000", "\u00A0", "\t\r\n", " \u3000\u00A0 "];

    /// <summary>Every character of the rule text.control: rules.md lists it so.</summary>
    public static readonly IReadOnlyList<string> Hidden = [.. Ranges(
        (0, 0x1F), (0x7F, 0x9F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2028, 0x2029),
        (0x2060, 0x2060), (0x3164, 0x3164), (0x2800, 0x2800), (0xFEFF, 0xFEFF))];

    /// <summary>Rules that look at nothing but the field's own value, each with what it takes and what it finds.</summary>
    static readonly Dictionary<string, (string[] Taken, string[] Refused)> ByRule = new()
    {
        ["date"] = (["20260131", "20240229", "20000229", "19000101", "99991231"],
            ["20230229", "19000229", "00000000", "20261301", "20260001", "20260100", "20260431", "2026-01-01", "2026013", "202601310",
                "20260131000000", " 20260131", "20260131 ", "2026013\n", "+2026013", "２０２６０１３１", "٢٠٢٦٠١٣١", "二〇二六年", "20260131\0", "2026.131"]),
        ["date.future"] = (["20260213", "20260212", "19000101", "2026021"], ["20260214", "20260301", "20270101", "99991231"]),
        ["date.month"] = (["20260131", "202613", "202600", "2026-1", "20260", "２０２６０１"], ["202601", "200002"]),
        ["name.space"] = (["张伟", "买买提·艾力", "𠮷", "张\u00A0伟"], ["张 伟", " 张伟", "张伟 ", "张\u3000伟"]),
        ["name.separator"] = (["买买提·艾力", "张伟", "A-B"],
            ["买买提•艾力", "买买提・艾力", "买买提‧艾力", "买买提．艾力", "买买提･艾力", "买买提⋅艾力", "买买提.艾力"]),
        ["id.length"] = (["110101199003070011", "110101900307001", "H12345678", "e12345678"],
            ["1", "11010119900307001", "1101011990030700111", "11010190030700", "1101019003070011", "无", "（空）", "𠮷"]),
        ["id.digits"] = (["110101199003070011", "11010119900307002X", "11010119900307002*", "110101900307001", "1101"],
            ["11010119900307O011", "１10101199003070011", "11010190030700X", "1101011990030700 1", "1101019003070０1", "11010190030700𠮷"]),
        ["id.checksum"] = (["110101199003070011", "11010119900307002X", "11010119900307002x", "110101900307001", "11010119900307O011"],
            ["110101199003070012", "110101199003070021", "11010119900307001X", "11010119900307002Ｘ", "11010119900307002 ", "11010119900307002𠮷"]),
        ["mobile"] = (["13800138000", "00000000000", "99999999999"],
            ["1380013800", "138001380000", "1380013800O", "+8613800138000", "138 0013 8000", " 13800138000", "１３８００１３８０００", "1380013800\n", "138-0013-800"]),
        ["landline"] = (["010-88888888", "0531-8888888", "010-88888888-1", "0531-88888888-123456", "010-1234567,010-1234567"],
            ["88888888", "010-888888", "010-888888888", "10-88888888", "01-88888888", "01000-88888888", "110-88888888", "010-88888888-", "010-88888888-1234567",
                "010-88888888，010-1234567", "010－88888888", "010-88888888,", ",010-88888888", "010-88888888, 010-1234567", "010-1-2-3", "０10-88888888", "010-88888888-1-2"]),
        ["email"] = (["a@b", "某人@例子", "a b@c"], ["ab", "@b", "a@", "a@b@c", "@", "@@"]),
        ["intentions"] = (["厨师", "厨师|保安", "厨师|保安|司机", "||", "甲｜乙｜丙｜丁"], ["厨师|保安|司机|电工", "|||", "a|b|c|"]),
    };

    /// <summary>Rules that read other fields, the store or the settings: <see cref="RuleCases"/> has their cases.</summary>
    static readonly HashSet<string> OfMore =
    [
        "length", "code.retired", "region.offline", "date.order", "id.gender", "id.birth", "id.region", "id.age", "document.id", "document.mismatch",
        "disability.level", "disability.none", "skill.pair", "reason.other", "reason.missing", "rejection.reason", "rejection.unneeded",
        "policy.refusal", "policy.ground",
    ];

    public static bool IsOfValue(string rule) => !OfMore.Contains(rule);

    /// <summary>What a rule takes and what it finds in this field.</summary>
    public static (IEnumerable<string> Taken, IEnumerable<string> Refused) Of(string rule, Field field)
    {
        var (taken, refused) = ByRule[rule];
        var month = field.Checks.Any(check => check.Rule == "date.month");
        return rule switch
        {
            "date" => (month ? [.. taken, "202601"] : taken, [.. refused, month ? "202613" : "202601"]),
            "date.future" => (taken, month ? [.. refused, "202603"] : refused),
            _ => (taken, refused),
        };
    }

    public static string Many(string character, int count) => string.Concat(Enumerable.Repeat(character, count));

    public static bool IsOnlySpace(string text) => text.Trim(' ', '\u3000', '\u00A0', '\t', '\r', '\n').Length == 0;

    /// <summary>Not of the form of any table of the field, though near to a listed code.</summary>
    public static IEnumerable<string> WrongCodes(Field field)
    {
        var listed = field.Tables[0].Rows.Keys.Order(StringComparer.Ordinal).First();
        foreach (var near in new[] { $"{listed} ", $" {listed}", $"{listed}\n", $"{listed}\0", $"\u200B{listed}", $"{listed}0", Wide(listed), Arabic(listed), listed[..^1] + "x", "𠮷" })
            yield return near;
        if (listed.Length > 1) yield return listed[1..];
        if (listed.Length > 1) yield return listed.TrimStart('0')[..^1] + "-";
        foreach (var closed in field.Tables.Where(table => table.Closed && field.Tables.Count == 1).Take(1))
            yield return Unlisted(closed);
        foreach (var open in field.Tables.Where(table => table.Prefix > 0))
            yield return Enumerable.Range(10, 90).Select(prefix => prefix.ToString(CultureInfo.InvariantCulture))
                .First(prefix => !open.Rows.Keys.Any(code => code.StartsWith(prefix, StringComparison.Ordinal))) + listed[2..];
    }

    /// <summary>Of the form of the field's open table, but in none of its tables.</summary>
    public static IEnumerable<string> PossibleCodes(Field field) => field.Tables.Any(table => !table.Closed)
        ? field.Tables.First(table => !table.Closed).Rows.Keys.Order(StringComparer.Ordinal)
            .Select(listed => $"{listed[..^1]}{(listed[^1] - '0' + 1) % 10}")
            .Where(code => !field.Tables.Any(table => table.Rows.ContainsKey(code)))
            .Take(50)
        : [];

    static string Unlisted(CodeTable table)
    {
        var length = table.Rows.Keys.First().Length;
        return Enumerable.Range(0, 1000).Select(number => number.ToString(CultureInfo.InvariantCulture).PadLeft(length, '0'))
            .First(code => code.Length == length && !table.Rows.ContainsKey(code));
    }

    static string Wide(string ascii) => string.Concat(ascii.Select(c => (char)(c - '0' + '０')));

    static string Arabic(string ascii) => string.Concat(ascii.Select(c => (char)(c - '0' + '٠')));

    static IEnumerable<string> Ranges(params (int First, int Last)[] ranges) =>
        ranges.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1)).Select(c => ((char)c).ToString());
}
