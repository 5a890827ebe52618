using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Contracts;

/// <summary>What the checks find on the day of <see cref="Some.Today"/>, a line each: <c>AAC002 id.checksum error</c>.</summary>
static class Verdict
{
    static readonly Validation Usual = new(Agreement.Embedded, new());
    static readonly Validation InBytes = new(Agreement.Embedded, new() { LengthUnit = "gb18030" });

    public static IReadOnlyList<Finding> Findings(Message message) => Usual.Check(message, Some.Today);

    public static IReadOnlyList<string> On(Message message) => Lines(Findings(message));

    public static IReadOnlyList<string> InBytesOn(Message message) => Lines(InBytes.Check(message, Some.Today));

    public static IReadOnlyList<string> OnlineIn(Message message, params string[] regions) =>
        Lines(new Validation(Agreement.Embedded, new() { Regions = regions }).Check(message, Some.Today));

    public static IReadOnlyList<string> OnAnswer(Message result, Message given) => Lines(Usual.Check(result, Some.Today, given));

    /// <summary>The rules found at one field.</summary>
    public static IReadOnlyList<string> At(string field, Message message) =>
        [.. Findings(message).Where(finding => finding.Field == field).Select(finding => finding.Rule)];

    /// <summary>The rules found at one field when it holds this.</summary>
    public static IReadOnlyList<string> At(Message message, string field, string? value) => At(field, message.With(field, value));

    static IReadOnlyList<string> Lines(IReadOnlyList<Finding> findings) =>
        [.. findings.Select(finding => $"{finding.Field} {finding.Rule} {finding.Severity}{(finding.Inherited ? " inherited" : "")}")];
}
