using System.Globalization;
using System.Text;
using Adapter.Contracts;

namespace Adapter.Tests.Contracts;

/// <summary>The rules as rules.md says them, one by one, on texts and with nothing prepared: what the checks are held against.</summary>
sealed class PlainRules(Message message, DateOnly today)
{
    const string Spaces = " \u3000\u00A0\t\r\n";
    static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
    static readonly IReadOnlyDictionary<string, CodeTable> tables = Agreement.Embedded.Tables;

    static readonly HashSet<char> hidden = [.. FieldCases.Hidden.Select(text => text[0])];

    readonly HashSet<string> read = [];

    /// <summary>Every finding at a listed field as <c>AAC002 id.checksum</c>, in the order of the fields and of rules.csv.</summary>
    public IReadOnlyList<string> Findings() => [.. message.Kind.Fields.SelectMany(field => Agreement.Embedded.Rules
        .Where(rule => Asked(field).Contains(rule.Name) && IsBroken(rule.Name, field))
        .Select(rule => $"{field.Code} {rule.Name}"))];

    static IEnumerable<string> Asked(Field field)
    {
        string?[] implied =
        [
            "text.control", "text.private-use", field.Required ? "required" : null,
            field.Length is null ? null : "length", field.Length is null || field.Type is not ("C" or "") ? null : "length.bytes",
            .. field.Tables.Count == 0 ? [] : new[] { "code", "code.unlisted" }, field.Tables.Count > 1 ? "code.swapped" : null,
        ];
        return field.Checks.Select(check => check.Rule).Concat(implied.OfType<string>());
    }

    bool IsBroken(string rule, Field field)
    {
        read.Clear();
        var value = Value(field.Code);
        var isFound = IsBlank(value) ? IsBrokenOnEmpty(rule, field) : IsBroken(rule, field, value);
        return isFound && !read.Overlaps(message.Malformed);
    }

    bool IsBrokenOnEmpty(string rule, Field field) => rule switch
    {
        "required" => true,
        "disability.level" => Value("AAC033") == "6",
        "skill.pair" => !IsBlank(Value(Argument(rule, field))),
        "reason.missing" => Value("AJC093") == "90",
        "rejection.reason" => Value("AAE540") == "2",
        _ => false,
    };

    bool IsBroken(string rule, Field field, string value) => rule switch
    {
        "text.control" => value.Any(hidden.Contains),
        "text.private-use" => value.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse || rune.Value >= 0xF0000),
        "length" => Characters(value) > field.Length,
        "length.bytes" => Characters(value) <= field.Length && Gb18030.GetByteCount(value) > field.Length,
        "code" => !IsListed(field, value) && !HasForm(field, value),
        "code.unlisted" => IsListed(field, value) ? field.Tables[0].Says(value, "unlisted", "yes") : HasForm(field, value),
        "code.retired" => field.Tables[0].Says(value, "status", "retired"),
        "code.swapped" => !field.Tables[0].Rows.ContainsKey(value) && field.Tables[1].Rows.ContainsKey(value),
        "date" => Day(value) is null && (Month(value) is null || !field.Checks.Any(check => check.Rule == "date.month")),
        "date.month" => Month(value) is not null,
        "date.future" => (Day(value) ?? (field.Checks.Any(check => check.Rule == "date.month") ? Month(value) : null)) > today,
        "date.order" => (Day(value) ?? (field.Checks.Any(check => check.Rule == "date.month") ? Month(value) : null)) > Day(Value("AAE127")),
        "name.space" => value.Contains(' ') || value.Contains('\u3000'),
        "name.separator" => value.Any("\u2022\u30FB\u2027\uFF0E\uFF65\u22C5.".Contains),
        "disability.none" => Value("AAC033") != "6",
        "mobile" => value.Length != 11 || !AreDigits(value),
        "landline" => value.Split(',').Any(one => !IsLandline(one.Split('-'))),
        "email" => value.Split('@') is not [{ Length: > 0 }, { Length: > 0 }],
        "skill.pair" => IsBlank(Value(Argument(rule, field))),
        "reason.other" => Value("AJC093") != "90",
        "intentions" => value.Split('|').Length > 3,
        "rejection.unneeded" => Value("AAE540") == "1",
        "policy.refusal" => Value("AAE540") == "2" && Agreement.Embedded.RefusalGrounds.Any(value.Contains),
        "policy.ground" => value is "31" or "32",
        "document.id" => Value("AAC058") == "01" && new PlainNumber(value).Flaw.Length > 0,
        "document.mismatch" => Value("AAC058") == "01" && !IsBlank(Value("AAC002")) && new PlainNumber(value).Normal != new PlainNumber(Value("AAC002")).Normal,
        _ when rule.StartsWith("id.", StringComparison.Ordinal) => IsBrokenNumber(rule, new(value)),
        _ => false,
    };

    bool IsBrokenNumber(string rule, PlainNumber number) => rule switch
    {
        "id.gender" => number.IsWellFormed && Value("AAC004") is ("1" or "2") and var gender && number.IsMale != (gender == "1"),
        "id.birth" => number.IsWellFormed && (Day(number.Birth) is not { } day || day > today),
        "id.region" => number.IsWellFormed && !tables["region"].Rows.ContainsKey(number.Region)
            && (number.Region[2..4] == "00" || !tables["region"].Rows.ContainsKey($"{number.Region[..4]}00")),
        "id.age" => Day(Value("AAE127")) is { } applied && number.IsWellFormed && Day(number.Birth) is { } birth
            && string.CompareOrdinal($"{birth.Year + 16:0000}{birth:MMdd}", $"{applied:yyyyMMdd}") > 0,
        _ => number.Flaw == rule,
    };

    string Value(string code)
    {
        read.Add(code);
        return message[code] ?? "";
    }

    static string Argument(string rule, Field field) => field.Checks.First(check => check.Rule == rule).Argument!;

    static bool IsBlank(string text) => text.Trim(Spaces.ToCharArray()).Length == 0;

    static int Characters(string text) => text.EnumerateRunes().Count();

    static bool AreDigits(string text) => text.All(char.IsAsciiDigit);

    static bool IsListed(Field field, string value) => field.Tables.Any(table => table.Rows.ContainsKey(value));

    static bool HasForm(Field field, string value) => field.Tables.Any(table => !table.Closed && table.Form!.IsMatch(value)
        && (table.Prefix == 0 || table.Rows.Keys.Any(code => code.StartsWith(value[..table.Prefix], StringComparison.Ordinal))));

    static DateOnly? Day(string text) => AreDigits(text) && DateOnly.TryParseExact(text, "yyyyMMdd", out var day) ? day : null;

    static DateOnly? Month(string text) => text.Length == 6 ? Day($"{text}01") : null;

    static bool IsLandline(string[] parts) => parts.Length is 2 or 3 && parts.All(AreDigits)
        && parts[0].Length is 3 or 4 && parts[0][0] == '0' && parts[1].Length is 7 or 8 && (parts.Length == 2 || parts[2].Length is >= 1 and <= 6);
}
