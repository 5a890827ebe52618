namespace Adapter.Settings;

/// <summary>Keys that are set and that nothing reads: a slip of the pen must not pass for a setting.</summary>
static class UnknownSettings
{
    public static IEnumerable<SettingsProblem> In(SettingsLayers layers, IReadOnlySet<string> known) =>
        layers.Values.Keys.Where(key => !known.Contains(key) && !(layers.Values[key] == "" && known.Any(other => other.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase))))
            .Order(StringComparer.Ordinal)
            .Select(key => new SettingsProblem(key, "不认识的设置项", Suggestion(key, known)));

    static string Suggestion(string key, IEnumerable<string> known)
    {
        var nearest = known.Order(StringComparer.Ordinal).MinBy(other => Distance(key, other));
        return nearest is not null && Distance(key, nearest) <= Math.Max(2, key.Length / 4)
            ? $"是否应为 {nearest}？" : "请对照 appsettings.example.json 更正或删去";
    }

    /// <summary>Levenshtein, without case.</summary>
    static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }
        return row[^1];
    }
}
