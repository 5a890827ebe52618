using Adapter.Contracts;
using Adapter.Simulator;
using Adapter.Tests.Support;

namespace Adapter.Tests.Contracts;

/// <summary>The records of contracts/samples: made-up persons, plain, full, of a minority, with a rare character, and with known faults.</summary>
static class Samples
{
    static readonly Applicants Applicants = new(Agreement.Embedded, new() { Regions = [Some.Region, "370103"], Seed = 20260213 });

    public static IEnumerable<string> Of(string kind) => kind switch
    {
        "application" => Applications,
        "audit-result" => Results,
        _ => Deregistrations,
    };

    static IEnumerable<string> Applications =>
    [
        .. Valid("application", n => Applicants.Make(n, Some.Today).Message),
        .. Flaws.All.Where(flaw => flaw.Severity == "error" && flaw.Rule.Length > 0).Take(8).Select((flaw, n) => flaw.Spoil(Applicants.Make(n + 10, Some.Today).Message)).Select(Line),
        Line(Some.Application(21).With("AAC003", "买买提•艾力").With("AAC046", "泺源大街\n21号").With("AAC002", Change.Complete("37010219900230001"))),
        .. Spoilt(Some.Application(22), "AAC005"),
    ];

    static IEnumerable<string> Results =>
    [
        .. Valid("audit-result", n => Applicants.LocalResult(n, Some.Today)),
        Line(Some.AuditResult(31).With("AAE540", "2").With("AAE360", "本人已重新就业")),
        Line(Some.AuditResult(32).With("AAE540", "2").With("AAE360", "")),
        Line(Some.AuditResult(33).With("AAE540", "2").With("AAE360", "户籍不在本地")),
        Line(Some.AuditResult(34).With("AAC010", FieldCases.Many("东侧平房", 30)).With("AJC090", "202601")),
        Line(Some.AuditResult(35).With("AAZ341", "").With("AAE011", "经 办").With("AAE036", "20260230")),
        Line(Some.AuditResult(36).With("AAC067", "1380013800").With("AAE005", "88888888").With("AAC004", "2").With("AAC002", Some.CitizenId(37))),
        .. Spoilt(Some.AuditResult(38), "AAC011"),
    ];

    static IEnumerable<string> Deregistrations =>
    [
        .. Valid("deregistration", n => Applicants.Deregistration(n, Some.Today)),
        Line(Some.Deregistration(41).With("AAC058", "02").With("AAC044", "H12345678").With("AAC002", "H12345678")),
        Line(Some.Deregistration(42).With("AJC00A", "32")),
        Line(Some.Deregistration(43).With("ADC210", "20260214")),
        Line(Some.Deregistration(44).With("AAC002", Some.CitizenId(44)[..17]).With("AJC00A", "22")),
        Line(Some.Deregistration(45).With("AAB301", "370181").With("AAC044", Some.CitizenId(46))),
        Line(Some.Deregistration(46).With("AAC002", "").With("AAE013", FieldCases.Many("长", 101))),
        .. Spoilt(Some.Deregistration(47), "AAC003"),
    ];

    static IEnumerable<string> Valid(string kind, Func<int, Message> madeUp) => new[]
    {
        Some.Record(kind, 11),
        Some.Full(kind, 12),
        Some.Record(kind, 13).With("AAC003", "阿依古丽·买买提"),
        Some.Record(kind, 14).With("AAC003", "张𠮷䶮"),
        Some.Record(kind, 15).With("AAC002", Change.Fifteen(Change.Complete("37010219700307001"))).With("AAC044", Change.Complete("37010219700307001")),
        madeUp(1),
        madeUp(2),
    }.Select(Line);

    /// <summary>Lines as no record of ours would be written: a member that is an object, one too many, one that is cut off.</summary>
    static IEnumerable<string> Spoilt(Message message, string code) =>
    [
        Line(message).Replace($"\"{code}\":\"{message[code]}\"", $"\"{code}\":{{\"code\":\"{message[code]}\"}}"),
        Line(message)[..^1] + ",\"remark\":\"\"}",
        Line(message)[..60],
    ];

    static string Line(Message message) => message.ToJson();
}
