using Adapter.Wire;

namespace Adapter.Desk;

/// <summary>What an answer's code means, whoever gave it: the platform, its gateway, or this side for want of an answer.</summary>
static class AnswerCodes
{
    public static IEnumerable<CodeRule> All(Profile profile) => profile.Codes
        .Concat(profile.ReturnResults)
        .Concat(profile.Local)
        .Concat(profile.Http.Select(rule => new CodeRule($"{rule.Status}", rule.Class, rule.Means, rule.Mend)));

    public static CodeRule? Find(Profile profile, string code) => All(profile).FirstOrDefault(rule => rule.Code == code || $"http.{rule.Code}" == code || $"HTTP {rule.Code}" == code);
}
