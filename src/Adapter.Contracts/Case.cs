namespace Adapter.Contracts;

/// <summary>What one check looks at: a field of a message, the other fields that its rule reads, the day.</summary>
readonly ref struct Case(Message message, Field field, int[] others, DateOnly today, Terms terms)
{
    public Field Field { get; } = field;
    /// <summary>As received; "" where there is none.</summary>
    public string Value { get; } = message[field.Index] ?? "";
    public DateOnly Today { get; } = today;
    public Terms Terms { get; } = terms;
    public bool IsEmpty => Message.IsBlank(Value);

    /// <summary>The value of the n-th other field that the rule reads; "" where there is none.</summary>
    public string Other(int n) => message[others[n]] ?? "";
}
