namespace Adapter.Contracts;

/// <summary>One rule of one field, prepared: the fields it reads, and the findings it may give.</summary>
sealed class Step
{
    readonly string[] reads;
    readonly Finding finding;
    readonly Finding? inherited;

    public Step(Kind kind, Field field, Rule rule, FieldCheck? asked)
    {
        var codes = asked?.Argument is { } other && kind.Find(other) is not null ? [.. rule.Reads, other] : rule.Reads;
        Rule = Checks.ByRule[rule.Name];
        Others = [.. codes.Select(code => (kind.Find(code) ?? throw Missing(rule, field, code)).Index)];
        reads = [field.Code, .. codes];
        finding = rule.Find(kind, field.Code, asked?.Severity, codes.FirstOrDefault());
        inherited = rule.Inherits && finding.IsError ? Inherit(finding) : null;
        OnEmpty = rule.OnEmpty;
    }

    public Breaches Rule { get; }
    /// <summary>The other fields that the rule reads.</summary>
    public int[] Others { get; }
    public bool OnEmpty { get; }

    /// <summary>The finding of a rule that was found broken; null when it reads what could not be read.</summary>
    public Finding? Find(Message message, Message? given)
    {
        if (message.Malformed.Count > 0 && ReadsMalformed(message)) return null;
        return inherited is not null && given is not null && StandsAsGiven(message, given) ? inherited : finding;
    }

    bool ReadsMalformed(Message message)
    {
        foreach (var code in reads)
        {
            if (message.Malformed.Contains(code)) return true;
        }
        return false;
    }

    bool StandsAsGiven(Message message, Message given)
    {
        foreach (var code in reads)
        {
            if (given.Kind.Find(code) is null || given.Malformed.Contains(code)) return false;
            if (message[code] != given[code] && !(message.IsEmpty(code) && given.IsEmpty(code))) return false;
        }
        return true;
    }

    static Finding Inherit(Finding error) => error with
    {
        Severity = "warning",
        Inherited = true,
        Message = error.Message + "（与申请人提交的一致，不影响办理。）",
    };

    static InvalidDataException Missing(Rule rule, Field field, string code) =>
        new($"fields.csv: {field.Code} asks for {rule}, which reads {code}, but its message has no {code}");
}
