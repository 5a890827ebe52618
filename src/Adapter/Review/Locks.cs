using Adapter.Contracts;

namespace Adapter.Review;

/// <summary>What a reviewer may not change.</summary>
static class Locks
{
    /// <summary>Who it is about: with other values it is another person.</summary>
    public static IReadOnlyList<string> Identity { get; } = ["AAC003", "AAC002", "AAC058", "AAC044", "AAC004"];
    /// <summary>What was decided, why, and by whom.</summary>
    static readonly string[] OfDecision = ["AAE540", "AAE360", "AAE011"];
    static readonly string[] OfPlatform = ["ADC201", "AAB301", "AAE127"];

    /// <summary>Names that no correction of an application may have: not in both messages, or the platform's own.</summary>
    public static IReadOnlyList<string> BarredInDecision(Kind application, Kind result, IEnumerable<string> names) =>
        [.. names.Where(name => application.Find(name) is null || result.Find(name) is not { } field || OfPlatform.Contains(field.Code))];

    /// <summary>Whether a reviewer may change this field of an application.</summary>
    public static bool MayCorrect(Kind application, Kind result, string code) =>
        !Identity.Contains(code) && BarredInDecision(application, result, [code]).Count == 0;

    /// <summary>Names that no correction of a result may have: unlisted ones, its keys, and what the platform gave.</summary>
    public static IReadOnlyList<string> BarredInCorrection(Kind result, bool isOfPlatform, IEnumerable<string> names) =>
        [.. names.Where(name => IsBarred(result, isOfPlatform, name))];

    static bool IsBarred(Kind kind, bool isOfPlatform, string name) => kind.Find(name) is not { } field || kind.Key.Contains(field.Code)
        || field.Code == "ADC201" || (isOfPlatform && OfPlatform.Contains(field.Code));

    /// <summary>
    /// Names that whoever mends a refused upload may not give: what no correction may have, who it is about, and the decision.
    /// </summary>
    public static IReadOnlyList<string> BarredInMending(Kind kind, bool isOfPlatform, IEnumerable<string> names) =>
        [.. names.Where(name => IsBarred(kind, isOfPlatform, name)
            || Identity.Concat(OfDecision).Contains(kind.Find(name)!.Code))];

    /// <summary>A finding for every locked field that would change.</summary>
    /// <param name="agreement">Names the rule.</param>
    /// <param name="before">As the platform gave it.</param>
    /// <param name="after">As it would be sent.</param>
    /// <param name="lifted">What a second person has agreed to; null = nothing.</param>
    public static IEnumerable<Finding> Changed(Agreement agreement, Message before, Message after, IReadOnlyDictionary<string, string?>? lifted = null) => Identity
        .Where(code => !Proposed.Same(before[code], after[code]) && !(lifted?.TryGetValue(code, out var agreed) == true && Proposed.Same(agreed, after[code])))
        .Select(code => agreement.Find("correction.locked", after.Kind, code));
}
