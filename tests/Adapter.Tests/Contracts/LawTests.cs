using System.Text;
using System.Text.Json.Nodes;
using Adapter.Contracts;
using Adapter.Tests.Support;
using CsCheck;

namespace Adapter.Tests.Contracts;

/// <summary>What holds for every record.</summary>
public sealed class LawTests
{
    static readonly IReadOnlyList<RuleCase> Rules = RuleCases.All;
    static readonly string[] Odd = ["", " ", "𠮷", "阿依·买买提", "a\"b\\c\n\u0001", "\u2028\u200B", "null", "20260210", "01", "1", "90", "370102", "０", "\uE000", "110101199003070011"];

    static readonly Gen<string> Texts = Gen.OneOf(Gen.String[Gen.Char.AlphaNumeric, 0, 40], Gen.OneOf(Odd.Select(Gen.Const).ToArray()), Gen.String[Gen.Char['一', '龥'], 0, 60]);

    static readonly Gen<Kind> Kinds = Gen.OneOf(Agreement.Embedded.Kinds.Select(Gen.Const).ToArray());

    static readonly Gen<Message> Messages =
        from kind in Kinds
        from seed in Gen.Int[0, 100_000]
        from changes in Gen.Select(Gen.Int[0, kind.Fields.Count - 1], Texts).Array[0, 8]
        select changes.Aggregate(Some.Full(kind.Name, seed), (message, change) => message.With(kind.Fields[change.Item1].Code, change.Item2));

    [Fact]
    public void A_valid_record_with_one_fault_has_exactly_its_findings() => Gen.Select(Gen.Int[0, Rules.Count - 1], Gen.Int[0, 100_000], Gen.Bool).Sample(
        (rule, seed, full) => Rules[rule].Look(full ? Some.Full(Rules[rule].Kind, seed) : Some.Record(Rules[rule].Kind, seed)).SequenceEqual(Rules[rule].Findings), iter: 3000);

    [Fact]
    public void What_was_written_is_what_is_read() => Messages.Sample(message =>
    {
        var read = Read(message.Kind, message.ToJson());
        return read.Malformed.Count == 0 && read.Unknown.Count == 0 && read.Key == message.Key && read.Canonical() == message.Canonical()
            && message.Kind.Fields.All(row => read[row.Index] == (message[row.Index] ?? "")) && Verdict.On(read).SequenceEqual(Verdict.On(message));
    }, iter: 2000);

    [Fact]
    public void The_same_record_has_the_same_findings()
    {
        var another = new Validation(Agreement.Embedded, new());
        Messages.Sample(message => another.Check(message, Some.Today).SequenceEqual(Verdict.Findings(message))
            && another.Check(message, Some.Today).SequenceEqual(Verdict.Findings(message)), iter: 500);
    }

    [Fact]
    public void The_order_of_the_members_does_not_matter() => Gen.Select(Messages, Gen.Int).Sample((message, seed) =>
    {
        var members = JsonNode.Parse(message.ToJson())!.AsObject().ToArray();
        new Random(seed).Shuffle(members);
        var shuffled = new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        return Verdict.On(Read(message.Kind, shuffled.ToJsonString())).SequenceEqual(Verdict.On(message));
    }, iter: 1000);

    [Fact]
    public void A_valid_optional_field_adds_no_error() => Gen.Select(Messages, Gen.Int[0, 100]).Sample((message, seed) =>
    {
        var valid = Some.Full(message.Kind.Name, seed);
        var without = message.Kind.Fields.Where(row => !row.Required && row.Checks.Count == 0).Aggregate(message, (each, row) => each.With(row.Code, ""));
        var with = message.Kind.Fields.Where(row => !row.Required && row.Checks.Count == 0).Aggregate(message, (each, row) => each.With(row.Code, valid[row.Code]));
        return Errors(with).All(Errors(without).Contains);
    }, iter: 500);

    [Fact]
    public void Whatever_bytes_come_are_judged_and_not_thrown_over() => Gen.Select(Messages, Gen.Select(Gen.Int[0, 5000], Gen.Byte, Gen.Int[0, 3]).Array[1, 6]).Sample((message, mutations) =>
    {
        var bytes = mutations.Aggregate(message.ToUtf8(), Mutate);
        var read = MessageReader.Read(message.Kind, bytes);
        var found = Verdict.Findings(read);
        _ = (read.Key, read.Canonical(), Person.Of(read), read.ToJson());
        return found.All(finding => finding.Severity is "error" or "warning") && (read.Malformed.Count == 0) == !found.Any(finding => finding.Rule == "malformed");
    }, iter: 5000);

    [Fact]
    public void Whatever_text_stands_in_a_field_is_judged() => Gen.Select(Kinds, Gen.Int[0, 45], Gen.String).Sample((kind, place, text) =>
        Verdict.Findings(Some.Full(kind.Name).With(kind.Fields[place % kind.Fields.Count].Code, text)).All(finding => kind.Find(finding.Field) is not null), iter: 5000);

    static byte[] Mutate(byte[] bytes, (int Place, byte Value, int How) mutation)
    {
        if (bytes.Length == 0) return [mutation.Value];
        var place = mutation.Place % bytes.Length;
        return mutation.How switch
        {
            0 => [.. bytes[..place], mutation.Value, .. bytes[(place + 1)..]],
            1 => [.. bytes[..place], mutation.Value, .. bytes[place..]],
            2 => [.. bytes[..place], .. bytes[(place + 1)..]],
            _ => bytes[..place],
        };
    }

    static IReadOnlyList<string> Errors(Message message) => [.. Verdict.On(message).Where(line => line.EndsWith(" error", StringComparison.Ordinal))];

    static Message Read(Kind kind, string json) => MessageReader.Read(kind, Encoding.UTF8.GetBytes(json));
}
