namespace Adapter.Contracts;

/// <summary>One row of <c>contracts/rules.csv</c>: a thing that can be found, with its severity and its words.</summary>
public sealed class Rule
{
    readonly string? ownField;
    readonly string message;
    readonly string mend;

    internal Rule(IReadOnlyDictionary<string, string> row, int order)
    {
        Order = order;
        Name = row["rule"];
        Severity = row["severity"];
        ByValidator = row["by"] == "validator";
        OnEmpty = row["empty"] == "yes";
        Inherits = row["inherits"] == "yes";
        Reads = row["reads"].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        ownField = row["field"] is { Length: > 0 } field ? field : null;
        message = row["message"];
        mend = row["mend"];
    }

    /// <summary>Stable id: id.checksum.</summary>
    public string Name { get; }
    /// <summary>error or warning.</summary>
    public string Severity { get; }
    /// <summary>Found from the message alone; else by a service that has the store.</summary>
    public bool ByValidator { get; }
    /// <summary>Place in rules.csv, which is the order of a field's findings.</summary>
    internal int Order { get; }
    /// <summary>The check runs on an empty field too.</summary>
    internal bool OnEmpty { get; }
    /// <summary>In an audit result it becomes a warning when the applicant gave the same.</summary>
    internal bool Inherits { get; }
    /// <summary>Codes of the other fields that the check reads.</summary>
    internal IReadOnlyList<string> Reads { get; }

    /// <summary>The finding at a field, without its value.</summary>
    internal Finding Find(Kind kind, string? code = null, string? severity = null, string? other = null)
    {
        var field = kind.Find(code ?? ownField ?? "");
        var text = message
            .Replace("{length}", field?.Length?.ToString())
            .Replace("{table}", string.Join("”或“", field?.Tables.Select(table => table.Title) ?? []))
            .Replace("{other}", other is null ? "" : kind.Find(other)?.Name);
        return new()
        {
            Field = code ?? ownField ?? "",
            Rule = Name,
            Severity = severity ?? Severity,
            Message = $"{field?.Name ?? (code is { Length: > 0 } ? code : "本条记录")}：{text}{(mend.Length > 0 ? mend : kind.Mend)}",
        };
    }

    public override string ToString() => Name;
}
