namespace Adapter.Store;

static class RegionCodes
{
    /// <summary>A list of regions as one value, in which a statement looks for a code between commas; null = all there are.</summary>
    public static string? Listed(IReadOnlyList<string>? regions) => regions is null ? null : $",{string.Join(',', regions)},";
}
