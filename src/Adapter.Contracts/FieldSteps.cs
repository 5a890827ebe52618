namespace Adapter.Contracts;

/// <summary>All checks of one field, in the order of rules.csv.</summary>
sealed class FieldSteps
{
    readonly Field field;
    readonly Step[] given;
    readonly Step[] empty;
    readonly Finding malformed;

    public FieldSteps(Agreement agreement, Kind kind, Field field)
    {
        this.field = field;
        malformed = agreement.Find("malformed", kind, field.Code);
        given = [.. Asked(field)
            .Select(check => (check, rule: agreement.Rule(check.Rule)))
            .OrderBy(pair => pair.rule.Order)
            .Select(pair => new Step(kind, field, pair.rule, pair.check))];
        empty = [.. given.Where(step => step.OnEmpty)];
    }

    public void Look(Message message, DateOnly today, Message? original, Terms terms, ref List<Finding>? found)
    {
        foreach (var step in Message.IsBlank(message[field.Index]) ? empty : given)
        {
            if (step.Look(message, today, original, terms) is { } finding) (found ??= []).Add(finding);
        }
        if (message.Malformed.Count > 0 && message.Malformed.Contains(field.Code)) (found ??= []).Add(malformed);
    }

    static IEnumerable<FieldCheck> Asked(Field field) => field.Checks.Concat(
        Checks.ImpliedBy(field)
            .Where(rule => !field.Checks.Any(check => check.Rule == rule))
            .Select(rule => new FieldCheck { Rule = rule }));
}
