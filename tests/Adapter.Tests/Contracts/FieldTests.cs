using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Contracts;

/// <summary>Every row of fields.csv, by its own columns: a new row is tried without a new test.</summary>
public sealed class FieldTests
{
    static readonly Agreement Agreement = Agreement.Embedded;

    public static IEnumerable<object[]> Rows =>
        Agreement.Kinds.SelectMany(kind => kind.Fields.Select(row => new object[] { kind.Name, row.Code }));

    [Theory]
    [MemberData(nameof(Rows))]
    public void An_empty_field_is_found_exactly_when_it_is_required(string kind, string code)
    {
        var (message, field) = Case(kind, code);

        foreach (var empty in FieldCases.Empty)
            Assert.Equal(field.Required, Verdict.At(message, code, empty).Contains("required"));
        Assert.DoesNotContain("required", Verdict.At(code, message));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_length_counts_code_points_and_its_bytes_are_a_warning(string kind, string code)
    {
        var (message, field) = Case(kind, code);
        if (field.Length is not { } length)
        {
            Assert.DoesNotContain("length", Verdict.At(message, code, new string('汉', 5000)));
            return;
        }
        foreach (var (character, bytes) in new[] { ("a", 1), ("汉", 2), ("䶮", 2), ("㛃", 4), ("𠮷", 4) })
        {
            Assert.DoesNotContain("length", Verdict.At(message, code, FieldCases.Many(character, length)));
            Assert.Contains("length", Verdict.At(message, code, FieldCases.Many(character, length + 1)));
            Assert.DoesNotContain("length.bytes", Verdict.At(message, code, FieldCases.Many(character, length + 1)));
            Assert.Equal(field.IsText && bytes > 1, Verdict.At(message, code, FieldCases.Many(character, length)).Contains("length.bytes"));
            Assert.DoesNotContain("length.bytes", Verdict.At(message, code, FieldCases.Many(character, length / bytes)));
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_length_set_to_bytes_refuses_what_has_too_many(string kind, string code)
    {
        var (message, field) = Case(kind, code);
        if (field.Length is not { } length) return;
        foreach (var (character, bytes) in new[] { ("a", 1), ("汉", 2), ("䶮", 2), ("㛃", 4), ("𠮷", 4) })
        {
            var fits = Verdict.InBytesOn(message.With(code, FieldCases.Many(character, length / bytes)));
            var over = Verdict.InBytesOn(message.With(code, FieldCases.Many(character, field.IsText ? (length / bytes) + 1 : length + 1)));

            Assert.DoesNotContain($"{code} length error", fits);
            Assert.Contains($"{code} length error", over);
            Assert.DoesNotContain(over, line => line.Contains("length.bytes", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_hidden_or_home_made_character_is_a_warning_in_every_field(string kind, string code)
    {
        var (message, _) = Case(kind, code);

        foreach (var hidden in FieldCases.Hidden)
            Assert.Equal(FieldCases.IsOnlySpace(hidden) ? [] : ["text.control"], TextRules(Verdict.At(message, code, hidden)));
        foreach (var hidden in FieldCases.Hidden)
            Assert.Equal(["text.control"], TextRules(Verdict.At(message, code, $"a{hidden}b")));
        foreach (var homeMade in new[] { "\uE000", "\uF8FF", "\U000F0000", "\U0010FFFD" })
            Assert.Equal(["text.private-use"], TextRules(Verdict.At(message, code, homeMade)));
        foreach (var plain in new[] { " ", "~", "\u00A0x", "\u200A", "\u2010", "\u2027", "\u202F", "\u205F", "\uD7FF", "\uF900", "𠮷", "\U000EFFFF" })
            Assert.Empty(TextRules(Verdict.At(message, code, plain)));

        static IEnumerable<string> TextRules(IEnumerable<string> rules) => rules.Where(rule => rule.StartsWith("text.", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_listed_code_is_accepted_with_what_its_table_says_of_it(string kind, string code)
    {
        var (message, field) = Case(kind, code);
        string[] codeRules = ["code", "code.unlisted", "code.retired", "code.swapped"];

        foreach (var table in field.Tables)
        {
            foreach (var (listed, row) in table.Rows)
            {
                var expected = new List<string>();
                if (row.GetValueOrDefault("unlisted") == "yes") expected.Add("code.unlisted");
                if (row.GetValueOrDefault("status") == "retired" && field.Checks.Any(check => check.Rule == "code.retired")) expected.Add("code.retired");
                if (!field.Tables[0].Rows.ContainsKey(listed)) expected.Add("code.swapped");
                Assert.Equal(expected, Verdict.At(message, code, listed).Where(codeRules.Contains));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void An_unlisted_code_is_refused_or_where_the_table_is_open_and_it_has_the_form_doubted(string kind, string code)
    {
        var (message, field) = Case(kind, code);
        if (field.Tables.Count == 0)
        {
            Assert.DoesNotContain(Verdict.At(message, code, "不是代码"), rule => rule.StartsWith("code", StringComparison.Ordinal));
            return;
        }
        foreach (var wrong in FieldCases.WrongCodes(field))
            Assert.Equal(["code"], Verdict.At(message, code, wrong).Where(rule => rule.StartsWith("code", StringComparison.Ordinal)));
        foreach (var possible in FieldCases.PossibleCodes(field))
            Assert.Equal(["code.unlisted"], Verdict.At(message, code, possible));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void What_a_field_asks_for_beyond_its_columns_is_held(string kind, string code)
    {
        var (message, field) = Case(kind, code);

        foreach (var check in field.Checks.Where(check => FieldCases.IsOfValue(check.Rule)))
        {
            var (taken, refused) = FieldCases.Of(check.Rule, field);
            foreach (var value in taken) Assert.DoesNotContain(check.Rule, Verdict.At(message, code, value));
            foreach (var value in refused) Assert.Contains(check.Rule, Verdict.At(message, code, value));
        }
    }

    static (Message Message, Field Field) Case(string kind, string code)
    {
        var message = Some.Full(kind);
        return (message, message.Kind.Find(code)!);
    }
}
