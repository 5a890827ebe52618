using System.Collections;
using System.Reflection;

namespace Adapter.Settings;

/// <summary>A setting in force, as a person may see it.</summary>
/// <param name="Key">As in the settings file: Ministry:Sign:Type.</param>
/// <param name="Value">A secret only says whether it is set.</param>
/// <param name="Otherwise">What it would be if nobody had set it.</param>
sealed record SettingLine(string Key, string Value, string Otherwise)
{
    public bool Differs => Value != Otherwise;
}

/// <summary>All settings, flat.</summary>
static class SettingsTable
{
    static readonly HashSet<string> Secrets = ["ConnectionString", "Ministry:Sign:Key", "Ministry:Sign:PlatformKey", "Ministry:Tls:Password", "Accounts:OpenIdConnect:ClientSecret"];

    public static IReadOnlyList<SettingLine> Of(AdapterSettings settings) => [.. Lines(settings, new AdapterSettings(), "")];

    static IEnumerable<SettingLine> Lines(object set, object otherwise, string prefix) => set.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .SelectMany(property => Line(property.GetValue(set), property.GetValue(otherwise), prefix + NameOf(property)));

    static IEnumerable<SettingLine> Line(object? set, object? otherwise, string key)
    {
        if (Secrets.Contains(key)) return [new(key, set is null ? "未设置" : "已设置", otherwise is null ? "未设置" : "已设置")];
        return set is not null && otherwise is not null && set is not (string or IEnumerable) && set.GetType().Namespace == typeof(AdapterSettings).Namespace
            ? Lines(set, otherwise, key + ":")
            : [new(key, Said(set), Said(otherwise))];
    }

    static string NameOf(PropertyInfo property) => property.Name == nameof(AdapterSettings.ListenCertificate) ? "Listen:Certificate" : property.Name;

    static string Said(object? value) => value switch
    {
        null or "" => "未设置",
        string text => text,
        bool flag => flag ? "true" : "false",
        TimeSpan time => Duration.Write(time),
        RegionSettings region => string.Join(' ', new[] { region.Code, region.Name, Days(region), region.Successor is null ? null : $"并入 {region.Successor}", region.Mode == "test" ? "试运行" : null }.OfType<string>()),
        ClosedSettings closed => string.Join(' ', new[] { closed.Interface, string.Join('、', closed.Days), $"{closed.From} 至 {closed.Until}" }.Where(part => !string.IsNullOrEmpty(part))),
        IEnumerable list => string.Join("；", list.Cast<object>().Select(Said)) is { Length: > 0 } items ? items : "无",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    static string? Days(RegionSettings region) => region.From is null && region.Until is null ? null : $"{region.From:yyyy-MM-dd} 至 {region.Until:yyyy-MM-dd}".Trim();
}
