using System.Reflection;
using System.Text.RegularExpressions;

namespace Adapter.Contracts;

/// <summary>
/// The data of <c>contracts/</c>: field lists, kinds, code tables, holidays. Embedded in this assembly;
/// a folder may overlay single files of the same relative path.
/// </summary>
public sealed class Agreement
{
    readonly string? overlay;

    Agreement(string? overlay)
    {
        this.overlay = overlay;
        Rules = [.. Csv.Rows(Text("rules.csv")).Select((row, order) => new Rule(row, order))];
        WorkingDays = new(Csv.Rows(Text("tables/holidays.csv")));
        RefusalGrounds = [.. Csv.Rows(Text("tables/refusal-grounds.csv")).Select(row => row["text"])];
        RefusalReasons = [.. Csv.Rows(Text("refusal-reasons.csv")).Select(row => row["text"])];
        Tables = Csv.Rows(Text("tables.csv")).ToDictionary(row => row["table"], ReadTable);
        var fields = Csv.Rows(Text("fields.csv")).ToLookup(row => row["message"]);
        // What is wrong in a folder is said at the start.
        if (overlay is not null) foreach (var table in Tables.Values) _ = table.Rows;
        Kinds = [.. Csv.Rows(Text("kinds.csv")).Select(row => new Kind(row, [.. fields[row["kind"]].Select(ReadField)]))];
    }

    /// <summary>The agreement as it was built in.</summary>
    public static Agreement Embedded { get; } = new(null);

    /// <summary>The embedded data with the files of <paramref name="overlay"/> laid over it; null = none.</summary>
    /// <exception cref="IOException">A file of the overlay cannot be read.</exception>
    public static Agreement Load(string? overlay) => overlay is null ? Embedded : new(overlay);

    public IReadOnlyList<Kind> Kinds { get; }
    /// <summary>What the platform sends for a decision.</summary>
    public Kind Application => Kinds.First(kind => kind.Becomes is not null);
    /// <summary>What a decision makes of it.</summary>
    public Kind Result => Kind(Application.Becomes!);
    public IReadOnlyDictionary<string, CodeTable> Tables { get; }
    /// <summary>Every finding there is, in the order in which a field's findings stand: rules.csv.</summary>
    public IReadOnlyList<Rule> Rules { get; }
    public WorkingDays WorkingDays { get; }
    /// <summary>Texts that may not be the ground of a refusal.</summary>
    public IReadOnlyList<string> RefusalGrounds { get; }
    /// <summary>Usual reasons of a refusal (AAE360), to choose from; a site has its own in its overlay.</summary>
    public IReadOnlyList<string> RefusalReasons { get; }

    /// <summary>
    /// A finding of a rule, for checks that need more than the message: <c>Find("serial.reused", kind)</c>.
    /// Without <paramref name="field"/> it stands at the field that rules.csv names.
    /// </summary>
    /// <exception cref="KeyNotFoundException">No such rule in rules.csv.</exception>
    public Finding Find(string rule, Kind kind, string? field = null) => Rule(rule).Find(kind, field);

    internal Rule Rule(string name) => Rules.FirstOrDefault(rule => rule.Name == name)
        ?? throw new KeyNotFoundException($"rules.csv has no rule '{name}'");

    /// <exception cref="KeyNotFoundException">No such kind in kinds.csv.</exception>
    public Kind Kind(string name) => Kinds.FirstOrDefault(kind => kind.Name == name)
        ?? throw new KeyNotFoundException($"kinds.csv has no kind '{name}'");

    /// <summary>The text of one data file by its path below contracts/: <c>profiles/mohrss-msg-json-1.json</c>.</summary>
    public string Text(string path)
    {
        if (overlay is not null && Path.Combine(overlay, path) is var file && File.Exists(file)) return File.ReadAllText(file);
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(path)
            ?? throw new FileNotFoundException($"contracts/ has no file '{path}'", path);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    CodeTable ReadTable(IReadOnlyDictionary<string, string> row) => new(() => ReadRows(row["table"]))
    {
        Name = row["table"],
        Title = row["name"],
        Closed = row["closed"] == "yes",
        Form = row["form"] is { Length: > 0 } form ? new($@"\A(?:{form})\z", RegexOptions.CultureInvariant) : null,
        Prefix = row["prefix"] is { Length: > 0 } prefix ? int.Parse(prefix) : 0,
    };

    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> ReadRows(string table) =>
        Csv.Rows(Text($"tables/{table}.csv")).Where(code => code.ContainsKey("code")).ToDictionary(code => code["code"]);

    Field ReadField(IReadOnlyDictionary<string, string> row, int index)
    {
        var checks = Words(row.GetValueOrDefault("checks", "")).Select(FieldCheck.Parse).ToList();
        var length = row["length"] is { Length: > 0 } given ? given : checks.Find(check => check.Rule == "length")?.Argument;
        return new()
        {
            Index = index,
            Number = int.Parse(row["no"]),
            Code = row["code"],
            Name = row["name"],
            Required = row["required"] == "yes",
            Type = row["type"],
            Length = length is null ? null : int.Parse(length),
            Tables = [.. Words(row["table"]).Select(name => Tables[name])],
            Checks = checks,
            Class = row.GetValueOrDefault("class", ""),
        };
    }

    static string[] Words(string cell) => cell.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
