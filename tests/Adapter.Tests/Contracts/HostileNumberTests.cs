using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Contracts;

/// <summary>Numbers that look right and are not, and numbers that look wrong and are right, in AAC002 and in AAC044.</summary>
public sealed class HostileNumberTests
{
    const string Right = "110101199003070011";
    const string Cross = "11010119900307002X";
    const string Old = "110101900307001";

    static readonly string[] LikeDigits =
        ["０", "１", "９", "٠", "١", "٩", "۱", "०", "१", "𝟎", "𝟏", "𝟙", "①", "⑴", "⒈", "¹", "₁", "O", "o", "Ｏ", "О", "l", "I", "|", "一", "〇", "-", "+", ".", "A", "ｘ"];

    static readonly string[] LikeX = ["Ｘ", "ｘ", "Х", "х", "Χ", "χ", "Ⅹ", "ⅹ", "×", "✕", "*", "𝐗", "Y", "0", "８"];

    static readonly string[] Blanks =
        [" ", "\u3000", "\u00A0", "\u2009", "\u200B", "\u200C", "\u200D", "\u200E", "\u2060", "\uFEFF", "\u202E", "\u00AD", "\u3164", "\t", "\n", "\r", "\0", "\u001B", "\u0085"];

    /// <summary>A case, what stands in the field, and the rules of numbers that are found.</summary>
    static IEnumerable<(string Name, string Value, string[] Rules)> Cases =>
    [
        ("right", Right, []),
        ("right with X", Cross, []),
        ("right with a small x", Cross.ToLowerInvariant(), []),
        ("a leap day", "110101200002290034", []),
        ("15 digits", Old, []),
        ("15 digits of a woman", "110101900307002", []),
        .. LikeDigits.Select(like => ($"18 with {Code(like)}", Right[..9] + like + Right[10..], new[] { "id.digits" })),
        .. LikeDigits.Select(like => ($"17th is {Code(like)}", Right[..16] + like + Right[17..], new[] { "id.digits" })),
        .. LikeDigits.Select(like => ($"first is {Code(like)}", like + Right[1..], new[] { "id.digits" })),
        .. LikeDigits.Select(like => ($"15 with {Code(like)}", Old[..9] + like + Old[10..], new[] { "id.digits" })),
        .. LikeX.Select(like => ($"last is {Code(like)}", Cross[..17] + like, new[] { "id.checksum" })),
        .. Blanks.Select(blank => ($"{Code(blank)} before", blank + Right, new[] { "id.length" })),
        .. Blanks.Select(blank => ($"{Code(blank)} after", Right + blank, new[] { "id.length" })),
        .. Blanks.Select(blank => ($"{Code(blank)} within", Right[..6] + blank + Right[6..], new[] { "id.length" })),
        .. Blanks.Select(blank => ($"{Code(blank)} for a digit", Right[..6] + blank + Right[7..], new[] { "id.digits" })),
        .. Blanks.Select(blank => ($"{Code(blank)} for the last", Right[..17] + blank, new[] { "id.checksum" })),
        .. new[] { 1, 2, 13, 14, 16, 17 }.Select(length => ($"{length} long", Right[..length], new[] { "id.length" })),
        ("19 long", Right + "1", ["id.length"]),
        ("30 long", Right + "000000000000", ["id.length"]),
        ("the word for nothing", "无", ["id.length"]),
        ("a dash", "-", ["id.length"]),
        ("null as text", "null", []),
        ("undefined as text", "undefined", []),
        ("minus zero", "-0", ["id.length"]),
        ("15 with a month 13", "110101901307001", ["id.birth"]),
        ("15 with a day 00", "110101900300001", ["id.birth"]),
        ("30 February", "110101199002300014", ["id.birth"]),
        ("29 February 1900", "110101190002290011", ["id.birth"]),
        ("month 13", "110101199013010012", ["id.birth"]),
        ("day 00", "11010119900100001X", ["id.birth"]),
        ("born in 2099", "110101209901010017", ["id.birth", "id.age"]),
        ("born in 1850", "110101185001010018", []),
        ("a good check of nothing", "000000000000000001", ["id.birth", "id.region"]),
        ("area 000000", "000000199003070014", ["id.region"]),
        ("area 999999", "999999199003070012", ["id.region"]),
        ("an abolished area", "110103196003070010", []),
        ("a permit of Hong Kong", "810000199003070015", []),
        ("a permit of Macao", "820000199003070017", []),
        ("a permit of Taiwan", "830000199003070019", ["id.region"]),
        ("permanent residence", "911234199003070014", ["id.region"]),
        ("a passport", "E12345678", []),
        ("a pass of Hong Kong", "H12345678", []),
        ("a pass of Macao", "M12345678", []),
        ("a small letter", "e12345678", []),
        ("a wide letter", "Ｅ12345678", ["id.length"]),
        ("a wrong check character", "110101199003070012", ["id.checksum"]),
        ("X of another", "11010119900307001X", ["id.checksum"]),
        ("15 X", "11010190030700X", ["id.digits"]),
    ];

    public static TheoryData<string> Names => new(Cases.Select(number => number.Name));

    static (string Name, string Value, string[] Rules) Case(string name) => Cases.Single(number => number.Name == name);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_social_security_number_is_judged_by_its_rules_alone(string name)
    {
        var (_, value, rules) = Case(name);
        var found = Verdict.At(Some.Application().With("AAC004", "9"), "AAC002", value);

        Assert.Equal(rules, found.Where(rule => rule.StartsWith("id.", StringComparison.Ordinal)));
        Assert.Equal(value.EnumerateRunes().Count() > 18, found.Contains("length"));
        Assert.Empty(found.Where(rule => !rule.StartsWith("id.", StringComparison.Ordinal)).Except(["length", "length.bytes", "text.control"]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_identity_card_number_is_doubted_where_a_social_security_number_is_refused(string name)
    {
        var (_, value, rules) = Case(name);
        var found = Verdict.At(Some.Application().With("AAC002", ""), "AAC044", value);

        Assert.Equal(rules.Any(rule => rule is "id.length" or "id.digits" or "id.checksum"), found.Contains("document.id"));
        Assert.DoesNotContain("document.id", Verdict.At(Some.Application().With("AAC002", "").With("AAC058", "05"), "AAC044", value));
    }

    [Fact]
    public void A_JSON_number_counts_as_its_text_to_the_last_digit()
    {
        var numbered = Change.Raw("AAC002", Right)(Some.Application().With("AAC004", "9"));

        Assert.Equal(Right, numbered["AAC002"]);
        Assert.Empty(Verdict.At("AAC002", numbered));
        Assert.Equal(["id.length"], Verdict.At("AAC002", Change.Raw("AAC002", "1.1e17")(Some.Application())));
    }

    [Fact]
    public void There_are_enough_of_them()
    {
        Assert.True(Cases.Count() >= 120);
        Assert.Equal(Cases.Count(), Cases.Select(number => number.Name).Distinct().Count());
    }

    static string Code(string character) => $"U+{char.ConvertToUtf32(character, 0):X4}";
}
