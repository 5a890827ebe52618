using Adapter.Wire;

namespace Adapter.Ministry;

/// <summary>Code -> class by the profile; no code of a platform stands in C#.</summary>
sealed class Verdict(Profile profile)
{
    readonly Dictionary<string, CodeRule> codes = profile.Codes.ToDictionary(rule => rule.Code);
    readonly Dictionary<string, CodeRule> results = profile.ReturnResults.ToDictionary(rule => rule.Code);
    readonly Dictionary<string, CodeRule> local = profile.Local.ToDictionary(rule => rule.Code);
    readonly Dictionary<int, HttpRule> statuses = profile.Http.ToDictionary(rule => rule.Status);

    /// <summary>Of the business code of an answer or a row.</summary>
    public Outcome OfCode(string code, string message) => Of(codes, code, message) with { IsRead = true };

    /// <summary>Of the ReturnResult in the header.</summary>
    public Outcome OfResult(string code, string message) => Of(results, code, message);

    /// <summary>Of what this side saw by itself: timeout, html, signature.</summary>
    public Outcome Local(string word)
    {
        var known = Class(local[word].Class);
        // Of what this side saw by itself, only what surely happened before the body was sent may simply be sent again.
        return new() { Class = known, Code = word, Message = local[word].Means, IsUnsent = known == OutcomeClass.RetrySame };
    }

    /// <summary>Null = the status alone is no reason to look no further.</summary>
    public Outcome? OfStatus(int status, TimeSpan? retryAfter)
    {
        if (status is >= 200 and < 300) return null;
        var outcome = statuses.TryGetValue(status, out var rule)
            ? new Outcome { Class = Class(rule.Class), Code = "", Message = rule.Means }
            : Local("http");
        return outcome with { Code = $"http.{status}", RetryAfter = retryAfter };
    }

    Outcome Of(Dictionary<string, CodeRule> rules, string code, string message)
    {
        message = Discreet.Of(message);
        if (rules.TryGetValue(code, out var rule))
            return new() { Class = Class(rule.Class), Code = code, Message = message.Length > 0 ? message : rule.Means };
        var shown = Discreet.IsCode(code) ? code : "unlisted";
        foreach (var pattern in profile.Messages)
            if (message.Contains(pattern.Pattern, StringComparison.Ordinal))
                return new() { Class = Class(pattern.Class), Code = shown, Message = message };
        return Local("unlisted") with { Code = shown, Message = message.Length > 0 ? message : local["unlisted"].Means };
    }

    static OutcomeClass Class(string name) => Enum.Parse<OutcomeClass>(name);
}
