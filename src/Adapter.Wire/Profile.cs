using System.Text.Json;
using System.Text.Json.Serialization;
using Adapter.Contracts;

namespace Adapter.Wire;

/// <summary>One platform as data, <c>contracts/profiles/NAME.json</c>: names, codes, sizes, times, code to class.</summary>
public sealed record Profile
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>mohrss-msg-json/1.</summary>
    public required string Name { get; init; }
    public required TransportRules Transport { get; init; }
    /// <summary>Names of the members around the header.</summary>
    public required EnvelopeNames Envelope { get; init; }
    /// <summary>Members of the header in the order in which they are written.</summary>
    public required IReadOnlyList<HeaderRule> Header { get; init; }
    public required string DateFormat { get; init; }
    public required string TimeFormat { get; init; }
    public required MessageIdLayout MessageId { get; init; }
    public required IReadOnlyList<InterfaceRule> Interfaces { get; init; }
    /// <summary>Names of the members of the bodies.</summary>
    public required BodyNames Body { get; init; }
    public required BodyValues Values { get; init; }
    public required SizeRules Sizes { get; init; }
    public required IReadOnlyList<CodeRule> ReturnResults { get; init; }
    public required IReadOnlyList<CodeRule> Codes { get; init; }
    public required IReadOnlyList<MessageRule> Messages { get; init; }
    public required IReadOnlyList<HttpRule> Http { get; init; }
    /// <summary>What this side names by itself when the platform gave no code: timeout, html, signature.</summary>
    public required IReadOnlyList<CodeRule> Local { get; init; }

    /// <summary>Reads <c>profiles/NAME.json</c> of the agreement; a slash in the name is a dash in the file's.</summary>
    /// <exception cref="FileNotFoundException">No such profile.</exception>
    /// <exception cref="JsonException">The file is not a profile.</exception>
    public static Profile Load(Agreement agreement, string name) =>
        JsonSerializer.Deserialize<Profile>(agreement.Text($"profiles/{name.Replace('/', '-')}.json"), Options)
        ?? throw new JsonException($"profile '{name}' is empty");

    /// <summary>The wire name of a header member.</summary>
    public string HeaderName(HeaderRole role) => Header.First(member => member.Role == role).Name;

    /// <summary>The interface of a role that only one has: download, lookup, probe.</summary>
    public InterfaceRule InterfaceOf(string role) => Interfaces.First(entry => entry.Role == role);

    /// <summary>The interface of a code; null when the profile does not list it.</summary>
    public InterfaceRule? Interface(string code) => Interfaces.FirstOrDefault(entry => entry.Code == code);

    /// <summary>The platform's code by our stable id: exists-same is 40000001.</summary>
    public string Code(string id) => Codes.First(rule => rule.Id == id).Code;

    /// <summary>The platform's ReturnResult by our stable id: signature is 1002.</summary>
    public string ReturnResult(string id) => ReturnResults.First(rule => rule.Id == id).Code;

    /// <summary>The platform's code for a finding's rule; a rule that no code names counts as a matter of form.</summary>
    public string CodeOfRule(string rule) =>
        (Codes.FirstOrDefault(code => code.Rules.Contains(rule)) ?? Codes.First(code => code.Id == "form")).Code;

    /// <summary>A new MessageId: sender, China time to the millisecond, node, sequence (its last digits).</summary>
    public string NewMessageId(string sender, DateTimeOffset now, string node, long sequence)
    {
        var turn = sequence % (long)Math.Pow(10, MessageId.SequenceLength);
        return sender + ChinaTime.Of(now).ToString(MessageId.TimeFormat) + node.PadLeft(MessageId.NodeLength, '0')
            + turn.ToString().PadLeft(MessageId.SequenceLength, '0');
    }
}
