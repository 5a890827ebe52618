namespace Adapter.Contracts;

/// <summary>One row of <c>contracts/kinds.csv</c> with its field list: a kind of message.</summary>
public sealed class Kind
{
    readonly Dictionary<string, Field> byCode;
    readonly CodeIndex<int> places;

    internal Kind(IReadOnlyDictionary<string, string> row, IReadOnlyList<Field> fields)
    {
        Name = row["kind"];
        Title = row["name"];
        Interface = row["interface"];
        IsUpload = row["direction"] == "upload";
        Key = row["key"].Split(' ');
        Becomes = row["becomes"] is { Length: > 0 } becomes ? becomes : null;
        Ends = row["ends"] is { Length: > 0 } ends ? ends : null;
        Mend = row["mend"];
        Fields = Order = [.. fields];
        byCode = fields.ToDictionary(field => field.Code, StringComparer.OrdinalIgnoreCase);
        places = new(fields.Select(field => KeyValuePair.Create(field.Code, field.Index)));
        ByCanonicalOrder = [.. fields.OrderBy(field => $"{field.Code}=", StringComparer.Ordinal)];
    }

    /// <summary>application, audit-result or deregistration.</summary>
    public string Name { get; }
    /// <summary>失业登记申请 and so on.</summary>
    public string Title { get; }
    /// <summary>The ministry's interface: SYDJ1001.</summary>
    public string Interface { get; }
    public bool IsUpload { get; }
    /// <summary>Codes of the fields that identify a record, in the order in which the key is written.</summary>
    public IReadOnlyList<string> Key { get; }
    /// <summary>The kind that a reviewed record becomes; null when it is not reviewed.</summary>
    public string? Becomes { get; }
    /// <summary>The kind whose record this one ends; it waits for that one.</summary>
    public string? Ends { get; }
    /// <summary>Who mends a finding of this kind, where its rule does not say: a sentence for the clerk.</summary>
    public string Mend { get; }
    /// <summary>In the order of the field list.</summary>
    public IReadOnlyList<Field> Fields { get; }

    internal Field[] Order { get; }

    /// <summary>As <see cref="Message.Canonical"/> writes them.</summary>
    internal IReadOnlyList<Field> ByCanonicalOrder { get; }

    /// <summary>The field of a code, compared without case; null when this kind does not list it.</summary>
    public Field? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>The field whose code is written exactly so.</summary>
    internal Field? Find(ReadOnlySpan<byte> utf8) => places.TryFind(utf8, out var place) ? Fields[place] : null;

    public override string ToString() => Name;
}
