namespace Adapter.Contracts;

/// <summary>Every check of the agreement on one message. Pure and thread-safe; made once for a set of options.</summary>
public sealed class Validation
{
    /// <summary>A control member of an upload row, which no field list has.</summary>
    const string Control = "OperFlag";

    readonly Agreement agreement;
    readonly Terms terms;
    readonly Dictionary<string, FieldSteps[]> steps;

    public Validation(Agreement agreement, ValidationOptions options)
    {
        this.agreement = agreement;
        terms = new(agreement, options);
        steps = agreement.Kinds.ToDictionary(kind => kind.Name, StepsOf);
    }

    /// <summary>What is found, by field number, then in the order of rules.csv; unlisted members last.</summary>
    /// <param name="message">As received.</param>
    /// <param name="today">The China date.</param>
    /// <param name="given">The platform's application of an audit result: what stands as the applicant gave it is inherited.</param>
    public IReadOnlyList<Finding> Check(Message message, DateOnly today, Message? given = null)
    {
        if (message.Malformed.Count > 0 && message.Malformed.Contains("")) return [agreement.Find("malformed", message.Kind, "")];
        List<Finding>? found = null;
        var at = new Case(message, today, terms);
        foreach (var field in steps[message.Kind.Name])
        {
            if (!at.IsWhole || !field.IsClean(message)) field.Look(ref at, given, ref found);
        }
        if (message.Unknown.Count > 0) AddUnlisted(message, ref found);
        return found ?? (IReadOnlyList<Finding>)[];
    }

    FieldSteps[] StepsOf(Kind kind) => [.. kind.Fields.Select(field => new FieldSteps(agreement, kind, field, terms))];

    void AddUnlisted(Message message, ref List<Finding>? found)
    {
        foreach (var name in message.Unknown)
        {
            var spoiled = message.Malformed.Contains(name);
            if (!spoiled && name.Equals(Control, StringComparison.OrdinalIgnoreCase)) continue;
            (found ??= []).Add(agreement.Find(spoiled ? "malformed" : "unknown-field", message.Kind, name));
        }
    }
}
