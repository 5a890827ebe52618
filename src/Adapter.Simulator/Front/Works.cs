namespace Adapter.Simulator;

/// <summary>Role of an interface in the profile -> the work behind it.</summary>
sealed class Works(Rulebook rules, Books books)
{
    readonly Dictionary<string, Func<Question, Draft>> byRole = new(StringComparer.Ordinal)
    {
        ["download"] = new Downloads(rules, books).Answer,
        ["upload"] = new Uploads(rules, new(rules, books)).Answer,
        ["lookup"] = new Lookups(rules, books).Answer,
        ["probe"] = _ => Draft.Answer(rules.Profile.Code("ok"), "成功"),
    };

    public Draft Do(Question question) => byRole[rules.Profile.Interface(question.Interface)!.Role](question);
}
