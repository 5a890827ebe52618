using System.Globalization;

namespace Adapter.Settings;

/// <summary>Reads <c>Adapter:Regions</c>: codes, or objects with the days from and until which a region is on line.</summary>
static class RegionList
{
    public static IReadOnlyList<RegionSettings> Read(SettingsValues values, string key)
    {
        List<RegionSettings> regions = values.Raw(key) is not null
            ? [.. values.List(key, []).Select(code => new RegionSettings { Code = Code(values, key, code) })]
            : [.. values.Items(key).Select(item => ReadOne(values, $"{key}:{item}"))];
        foreach (var twice in regions.GroupBy(region => region.Code).Where(group => group.Key != "" && group.Count() > 1))
            values.Wrong(key, $"地区 {twice.Key} 写了 {twice.Count()} 次", "每个地区只写一次");
        return regions;
    }

    static RegionSettings ReadOne(SettingsValues values, string key)
    {
        if (values.Raw(key) is { } code) return new() { Code = Code(values, key, code) };
        var region = values.Below(key);
        return new()
        {
            Code = Code(region, "Code", region.Text("Code", "")),
            Name = region.Optional("Name"),
            From = Day(region, "From"),
            Until = Day(region, "Until"),
            Successor = region.Optional("Successor") is { } successor ? Code(region, "Successor", successor) : null,
            Contact = region.Optional("Contact"),
            Mode = region.Choice("Mode", "live", "live", "test"),
        };
    }

    static string Code(SettingsValues values, string key, string code)
    {
        if (code.Length == 6 && code.All(char.IsAsciiDigit)) return code;
        values.Wrong(key, code == "" ? "没有地区代码" : $"“{code}”不对", "应为 6 位行政区划代码，如 370102");
        return "";
    }

    static DateOnly? Day(SettingsValues values, string key)
    {
        if (values.Optional(key) is not { } text) return null;
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        values.Wrong(key, $"“{text}”不对", "应为日期，如 2026-07-01");
        return null;
    }
}
