using System.Text;
using Adapter.Contracts;

namespace Adapter.Tests.Contracts;

/// <summary>
/// A change to a valid record of a kind, and every finding that it must make: none of the rule in a case beside it.
/// It holds for a record of any made-up person, with or without the optional fields.
/// </summary>
sealed record RuleCase(string Rule, string Name, string Kind, Func<Message, Message> Change, params string[] Findings)
{
    public string[] Regions { get; init; } = [];

    public bool IsFound => Findings.Any(line => line.Split(' ')[1] == Rule);

    public IReadOnlyList<string> Look(Message valid) =>
        Regions.Length > 0 ? Verdict.OnlineIn(Change(valid), Regions) : Verdict.On(Change(valid));

    public override string ToString() => $"{Rule} {Name} {Kind}";
}

/// <summary>Changes to a record, by field or by its JSON.</summary>
static class Change
{
    public static Func<Message, Message> Of(params (string Code, string? Value)[] values) => message =>
    {
        foreach (var (code, value) in values) message = message.With(code, value);
        return message;
    };

    /// <summary>Another number for AAC002, with an other document, so that only the number itself is judged.</summary>
    public static Func<Message, Message> Number(Func<Message, string> number) => message =>
        message.With("AAC002", number(message)).With("AAC058", "05").With("AAC044", "H12345678");

    /// <summary>A number with the right check character and the person's sex, of this area and birth day.</summary>
    public static Func<Message, Message> Born(string area, string day) => Number(message => Complete($"{area}{day}00{message["AAC002"]![16]}"));

    /// <summary>Other members at the end of the record's JSON.</summary>
    public static Func<Message, Message> Member(string members) => message => Read(message, $"{message.ToJson()[..^1]},{members}}}");

    /// <summary>Another JSON value in place of a member's text.</summary>
    public static Func<Message, Message> Raw(string code, string json) => message =>
        Read(message, message.ToJson().Replace($"\"{code}\":\"{message[code]}\"", $"\"{code}\":{json}"));

    public static Func<Message, Message> Whole(string json) => message => Read(message, json);

    public static string Complete(string digits) => digits + CitizenId.CheckCharacter(Encoding.UTF8.GetBytes(digits));

    /// <summary>The old form of a number of the last century.</summary>
    public static string Fifteen(string number) => number[..6] + number[8..17];

    static Message Read(Message message, string json) => MessageReader.Read(message.Kind, Encoding.UTF8.GetBytes(json));
}
