using System.Text;
using System.Text.RegularExpressions;

namespace Adapter.Contracts;

/// <summary>One code table of <c>contracts/tables/</c>.</summary>
public sealed record CodeTable
{
    readonly Lazy<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> rows;
    readonly Lazy<HashSet<string>> prefixes;
    CodeIndex<Breaches>? index;

    /// <param name="read">Reads the rows when they are first asked for: some tables have thousands, and no start needs them all.</param>
    internal CodeTable(Func<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> read)
    {
        rows = new(read);
        prefixes = new(() => Rows.Keys.Where(code => code.Length >= Prefix).Select(code => code[..Prefix]).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>File name without ending: AAC004, region, title-level.</summary>
    public required string Name { get; init; }
    /// <summary>What a clerk calls it: 民族.</summary>
    public required string Title { get; init; }
    /// <summary>Closed: a code that is not in it is an error. Open: a warning.</summary>
    public required bool Closed { get; init; }
    /// <summary>code -> its row, column -> value (<c>code</c>, <c>name</c>, and what else the file holds).</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Rows => rows.Value;

    /// <summary>The form that an unlisted code of an open table must have at least; null for a closed one.</summary>
    public Regex? Form { get; init; }
    /// <summary>So many first characters of an unlisted code must be those of a listed one; 0 = not asked.</summary>
    public int Prefix { get; init; }

    /// <summary>Whether the row of a code holds this text in a column; false when either is not there.</summary>
    public bool Says(string code, string column, string text) =>
        Rows.TryGetValue(code, out var row) && row.TryGetValue(column, out var value) && value == text;

    /// <summary>The listed codes, each with what is to be said of it all the same.</summary>
    internal CodeIndex<Breaches> Index => index ?? ReadIndex();

    /// <summary>Not listed perhaps, but of the form that codes of this open table have.</summary>
    public bool HasFormOf(string code) => !Closed && Form is not null && Form.IsMatch(code) && (Prefix == 0 || prefixes.Value.Contains(code[..Prefix]));

    internal bool HasFormOf(ReadOnlySpan<byte> utf8) => !Closed && Form is not null && HasFormOf(Encoding.UTF8.GetString(utf8));

    /// <summary>The text of a code, or null when it is not listed.</summary>
    public string? TextOf(string code) => Rows.TryGetValue(code, out var row) ? row["name"] : null;

    CodeIndex<Breaches> ReadIndex() => index = new(Rows.Keys.Select(code => KeyValuePair.Create(code, DoubtsOf(code))));

    Breaches DoubtsOf(string code) =>
        // In practice used, but not in the interface.
        Doubt(code, "unlisted", "yes", Breaches.CodeUnlisted)
        | Doubt(code, "status", "retired", Breaches.CodeRetired)
        // 人社厅发〔2020〕79号 (四)
        | Doubt(code, "forbidden_alone", "yes", Breaches.PolicyGround);

    Breaches Doubt(string code, string column, string text, Breaches rule) => Says(code, column, text) ? rule : Breaches.None;
}
