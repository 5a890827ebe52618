using System.Text;
using Adapter.Contracts;

namespace Adapter.Simulator;

/// <summary>
/// A fault that applicants make, and what a validator must say about it. <see cref="ResultRule"/>: an application may
/// be right and the audit result made from it not, because its field is shorter.
/// </summary>
sealed record Flaw
{
    public required string Name { get; init; }
    public required string Field { get; init; }
    /// <summary>Rule that the application must yield; "" = none.</summary>
    public required string Rule { get; init; }
    /// <summary>error or warning.</summary>
    public string Severity { get; init; } = "error";
    /// <summary>Rule that the audit result with the same values yields as an error that nobody inherits; "" = none.</summary>
    public string ResultRule { get; init; } = "";
    public required Func<string, string> Change { get; init; }
    /// <summary>Other fields that the flaw needs to be one.</summary>
    public IReadOnlyDictionary<string, string> Along { get; init; } = new Dictionary<string, string>();

    public Message Spoil(Message message)
    {
        foreach (var (code, value) in Along) message = message.With(code, value);
        return message.With(Field, Change(message[Field] ?? ""));
    }
}

static class Flaws
{
    public static IReadOnlyList<Flaw> All { get; } =
    [
        new() { Name = "mobile-10-digits", Field = "AAC067", Rule = "mobile", Change = value => value[..10] },
        new() { Name = "wrong-check-digit", Field = "AAC002", Rule = "id.checksum", Change = OtherLast },
        new() { Name = "id-17-digits", Field = "AAC002", Rule = "id.length", Change = value => value[..17] },
        new() { Name = "id-letter-o", Field = "AAC002", Rule = "id.digits", Change = value => value[..9] + 'O' + value[10..] },
        new() { Name = "other-sex", Field = "AAC002", Rule = "id.gender", Change = OfOtherSex },
        new() { Name = "line-break-in-address", Field = "AAC010", Rule = "text.control", Severity = "warning", Change = value => value[..4] + '\n' + value[4..] },
        new() { Name = "address-130", Field = "AAC010", Rule = "", ResultRule = "length", Change = value => Longer(value, 130) },
        new() { Name = "address-160", Field = "AAC046", Rule = "length", ResultRule = "length", Change = value => Longer(value, 160) },
        new() { Name = "unknown-nation", Field = "AAC005", Rule = "code", Change = _ => "77" },
        new() { Name = "space-in-name", Field = "AAC003", Rule = "name.space", Change = value => value[..1] + ' ' + value[1..] },
        new() { Name = "foreign-separator", Field = "AAC003", Rule = "name.separator", Severity = "warning", Change = _ => "买买提•艾力" },
        new() { Name = "private-use-name", Field = "AAC003", Rule = "text.private-use", Severity = "warning", Change = value => value + '\uE863' },
        new() { Name = "no-disability-level", Field = "ALA040", Rule = "disability.level", Change = _ => "", Along = new Dictionary<string, string> { ["AAC033"] = "6" } },
        new() { Name = "region-660000", Field = "AAF016", Rule = "", Change = _ => "660000" },
        new() { Name = "unknown-region", Field = "AAF016", Rule = "code", Change = _ => "990000" },
        new() { Name = "no-education", Field = "AAC011", Rule = "required", Change = _ => "" },
        new() { Name = "unemployed-in-future", Field = "AJC090", Rule = "date.future", Change = _ => "20991231" },
        new() { Name = "no-such-day", Field = "AJC090", Rule = "date", Change = value => value[..4] + "0230" },
        new() { Name = "landline-without-area", Field = "AAE005", Rule = "landline", Change = _ => "88888888" },
        new() { Name = "four-intentions", Field = "ACA112", Rule = "intentions", Change = _ => "会计|电工|缝纫工|快递员" },
    ];

    static string OtherLast(string number) => number[..17] + (number[17] == '1' ? '2' : '1');

    static string OfOtherSex(string number) => CheckDigit.Complete(number[..16] + (char)(number[16] ^ 1));

    static string Longer(string text, int length)
    {
        var longer = new StringBuilder(text);
        while (longer.Length < length) longer.Append("东侧平房");
        return longer.ToString(0, length);
    }
}
