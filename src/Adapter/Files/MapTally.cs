namespace Adapter.Files;

/// <summary>What a map has translated in a file, what it could not, and what no field takes.</summary>
sealed class MapTally
{
    const int MostValues = 200;
    const int MostOfTitle = 50;
    const string Others = "（其他值）";

    readonly SortedDictionary<string, SortedDictionary<string, long>> mapped = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, SortedDictionary<string, long>> left = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, long> unlisted = new(StringComparer.Ordinal);

    /// <summary>By field code, by <c>A → 01</c>: how many.</summary>
    public IReadOnlyDictionary<string, SortedDictionary<string, long>> Translated => mapped;

    /// <summary>By field code, by what is neither in the map nor in the code table: how many. The values may be anything that stands in the file.</summary>
    public IReadOnlyDictionary<string, SortedDictionary<string, long>> Untranslated => left;

    /// <summary>By the title of a column that no field has: how many values it has.</summary>
    public IReadOnlyDictionary<string, long> Unlisted => unlisted;

    public void Mapped(string code, string value, string becomes) => Count(mapped, code, $"{value} → {becomes}");

    public void Left(string code, string value) => Count(left, code, value);

    public void OfNoField(string title) => Count(unlisted, title.Length > MostOfTitle ? $"{title[..MostOfTitle]}…" : title);

    static void Count(SortedDictionary<string, SortedDictionary<string, long>> tally, string code, string value)
    {
        if (!tally.TryGetValue(code, out var values)) tally[code] = values = new(StringComparer.Ordinal);
        Count(values, value);
    }

    static void Count(SortedDictionary<string, long> values, string value)
    {
        if (!values.ContainsKey(value) && values.Count >= MostValues) value = Others;
        values[value] = values.GetValueOrDefault(value) + 1;
    }
}
