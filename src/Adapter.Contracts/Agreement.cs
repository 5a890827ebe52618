using System.Reflection;

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
        Tables = Csv.Rows(Text("tables.csv")).ToDictionary(row => row["table"], ReadTable);
        var fields = Csv.Rows(Text("fields.csv")).ToLookup(row => row["message"]);
        Kinds = [.. Csv.Rows(Text("kinds.csv")).Select(row => new Kind(row, [.. fields[row["kind"]].Select(ReadField)]))];
    }

    /// <summary>The agreement as it was built in.</summary>
    public static Agreement Embedded { get; } = new(null);

    /// <summary>The embedded data with the files of <paramref name="overlay"/> laid over it; null = none.</summary>
    /// <exception cref="IOException">A file of the overlay cannot be read.</exception>
    public static Agreement Load(string? overlay) => overlay is null ? Embedded : new(overlay);

    public IReadOnlyList<Kind> Kinds { get; }
    public IReadOnlyDictionary<string, CodeTable> Tables { get; }

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

    CodeTable ReadTable(IReadOnlyDictionary<string, string> row) => new()
    {
        Name = row["table"],
        Title = row["name"],
        Closed = row["closed"] == "yes",
        Rows = Csv.Rows(Text($"tables/{row["table"]}.csv")).Where(code => code.ContainsKey("code")).ToDictionary(code => code["code"]),
    };

    Field ReadField(IReadOnlyDictionary<string, string> row, int index) => new()
    {
        Index = index,
        Number = int.Parse(row["no"]),
        Code = row["code"],
        Name = row["name"],
        Required = row["required"] == "yes",
        Type = row["type"],
        Length = row["length"] is { Length: > 0 } length ? int.Parse(length) : null,
        Tables = [.. row["table"].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => Tables[name])],
        Checks = row.GetValueOrDefault("checks", "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Class = row.GetValueOrDefault("class", ""),
    };
}
