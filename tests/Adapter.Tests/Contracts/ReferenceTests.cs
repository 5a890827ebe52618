using System.Text;
using System.Text.Json;
using Adapter.Contracts;
using Adapter.Tests.Support;
using CsCheck;

namespace Adapter.Tests.Contracts;

/// <summary>What is fast is held against what is plain: the rules one by one on texts, and the members as they were written.</summary>
public sealed class ReferenceTests
{
    static readonly string[] Odd =
    [
        "", " ", "\u3000\u00A0", "\t\r\n", "𠮷", "阿依·买买提", "张•伟", "张.伟", "张 伟", "a\"b\\c\n\u0001", "\u2028\u200B", "\u3164", "\u2800", "\uFEFF", "\uE000", "\U000F0001", "\u0085", "é·é",
        "20260210", "202602", "20260231", "20260214", "99991231", "01", "1", "2", "6", "90", "11", "31", "97", "411", "011", "4020000", "4029999", "999", "370102", "110000", "990000", "810000", "1\0", "12345678",
        "110101199003070011", "110101900307001", "11010119900307002x", "11010119900307002X", "11010119900307002Ｘ", "H12345678", "00000019900307001X", "370102201501010016", "37010219900230001X",
        "13800138000", "010-88888888", "0531-8888888-1,010-1234567", "010-1-2", "a@b", "@", "a@b@c", "a|b|c", "a|b|c|d", "未参保", "因材料不全不予办理", "null", "０", "㐀㐀㐀㐀㐀㐀㐀㐀㐀", "鿿，。“好”",
    ];

    static readonly Gen<string> Texts = Gen.OneOf(
        Gen.OneOf(Odd.Select(Gen.Const).ToArray()),
        Gen.String[Gen.Char.AlphaNumeric, 0, 40],
        Gen.String[Gen.Char['一', '龥'], 0, 120],
        Gen.String[Gen.OneOf(Gen.Char['\0', '\u00FF'], Gen.Char['\u2000', '\u3200'], Gen.Char['\uE000', '\uFFFF'], Gen.Char['一', '龥']), 0, 60],
        Gen.OneOf(Agreement.Embedded.Tables.Values.SelectMany(table => table.Rows.Keys.Take(200)).Select(Gen.Const).ToArray()));

    static readonly Gen<Message> Messages =
        from kind in Gen.OneOf(Agreement.Embedded.Kinds.Select(Gen.Const).ToArray())
        from seed in Gen.Int[0, 100_000]
        from changes in Gen.Select(Gen.Int[0, kind.Fields.Count - 1], Texts).Array[0, 12]
        select changes.Aggregate(Some.Full(kind.Name, seed), (message, change) => message.With(kind.Fields[change.Item1].Code, change.Item2));

    [Fact]
    public void The_checks_find_what_the_rules_one_by_one_find() => Messages.Sample(message =>
        Verdict.Findings(message).Select(finding => $"{finding.Field} {finding.Rule}").SequenceEqual(new PlainRules(message, Some.Today).Findings()), iter: 5000);

    [Fact]
    public void What_reads_a_spoilt_member_finds_nothing_in_either() => Gen.Select(Messages, Gen.Int[0, 45]).Sample((message, place) =>
    {
        var spoilt = message.Kind.Fields[place % message.Kind.Fields.Count].Code;
        var read = Read(message.Kind, message.ToJson().Replace($"\"{spoilt}\":", $"\"{spoilt}\":[],\"{spoilt}\":", StringComparison.Ordinal));
        var found = Verdict.Findings(read).Where(finding => finding.Rule != "malformed").Select(finding => $"{finding.Field} {finding.Rule}");
        return read.Malformed.SequenceEqual([spoilt]) && found.SequenceEqual(new PlainRules(read, Some.Today).Findings());
    }, iter: 1000);

    [Fact]
    public void A_record_is_the_same_however_it_is_written() => Gen.Select(Messages, Gen.Int).Sample((message, seed) =>
    {
        var json = Encoding.UTF8.GetBytes(Written(message, new Random(seed)));
        var (own, used) = (MessageReader.Read(message.Kind, json), Read(message.Kind, Some.Full(message.Kind.Name, 7).ToJson()));
        MessageReader.Read(json, used);
        return own.Canonical() == message.Canonical() && IsSame(own, message) && IsSame(used, message) && Verdict.On(used).SequenceEqual(Verdict.On(message));
    }, iter: 3000);

    static bool IsSame(Message read, Message message) => read.Malformed.Count == 0 && read.Unknown.Count == 0
        && message.Kind.Fields.All(field => (read[field.Index] ?? "") == (message[field.Index] ?? ""));

    /// <summary>The members in some order, with some white space, names in some case, texts escaped or not.</summary>
    static string Written(Message message, Random random)
    {
        var fields = message.Kind.Fields.ToArray();
        if (random.Next(3) == 0) random.Shuffle(fields);
        var members = fields.Where(field => message[field.Index] is not null || random.Next(2) == 0).Select(field =>
            $"{Space(random)}\"{(random.Next(20) == 0 ? field.Code.ToLowerInvariant() : field.Code)}\"{Space(random)}:{Space(random)}{Value(message[field.Index], random)}");
        return $"{Space(random)}{{{string.Join(',', members)}{Space(random)}}}{Space(random)}";
    }

    static string Value(string? value, Random random) => random.Next(20) switch
    {
        _ when value is null => "null",
        0 => $"\"{string.Concat(value.Select(c => $"\\u{(int)c:x4}"))}\"",
        1 => JsonSerializer.Serialize(value),
        _ => JsonSerializer.Serialize(value, Readable),
    };

    static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static string Space(Random random) => random.Next(30) == 0 ? " \t" : "";

    static Message Read(Kind kind, string json) => MessageReader.Read(kind, Encoding.UTF8.GetBytes(json));
}
