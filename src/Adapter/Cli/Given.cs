using System.Globalization;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Settings;

namespace Adapter.Cli;

/// <summary>What was given as an option's value, read or refused in one line.</summary>
static class Given
{
    /// <exception cref="NotDoneException">It is given and no day.</exception>
    public static DateOnly? Day(string option, string? text)
    {
        if (text is null) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new NotDoneException($"{option} 应为有效日期，写作 YYYY-MM-DD，如 2026-02-13");
    }

    /// <exception cref="NotDoneException">The first day is after the last.</exception>
    public static void InOrder(DateOnly? from, DateOnly? to)
    {
        if (from > to) throw new NotDoneException("--from 晚于 --to，请对调");
    }

    /// <exception cref="NotDoneException">It is given and none of these.</exception>
    public static string? OneOf(string option, string? text, IEnumerable<string> known) => text is null || known.Contains(text)
        ? text
        : throw new NotDoneException($"{option} 应为 {string.Join('、', known)} 之一");

    /// <exception cref="NotDoneException">It is given and no region code.</exception>
    public static string? Region(string? text) => text is null || (text.Length == 6 && text.All(char.IsAsciiDigit))
        ? text
        : throw new NotDoneException("--region 应为 6 位行政区划代码，如 370102");

    /// <exception cref="NotDoneException">It is none of this system's.</exception>
    public static RegionSettings OwnRegion(string code, AdapterSettings settings) => settings.Regions.FirstOrDefault(region => region.Code == code)
        ?? throw new NotDoneException($"地区 {Visible.Of(code)} 不在设置 Adapter:Regions 中；现有 {string.Join('、', settings.Regions.Select(region => region.Code))}");

    public static string NameOf(Agreement agreement, RegionSettings region) =>
        region.Name ?? agreement.Tables["region"].TextOf(region.Code) ?? "";
}
