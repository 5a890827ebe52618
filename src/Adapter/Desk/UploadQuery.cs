using System.Globalization;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>What the page of uploads shows, as it stands in its address: nothing of a person.</summary>
public sealed record UploadQuery
{
    public const string Path = "/uploads";

    public string State { get; init; } = UploadState.Failed;
    public string? Kind { get; init; }
    public string? Region { get; init; }
    public string? Class { get; init; }
    public string? Code { get; init; }
    public string? Field { get; init; }
    public string? Rule { get; init; }
    /// <summary>China day of creation, yyyy-MM-dd.</summary>
    public string? Day { get; init; }
    public long After { get; init; }

    public DateOnly? OnDay => DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Whether it is narrowed beyond the state.</summary>
    public bool IsNarrow => this with { After = 0 } != new UploadQuery { State = State };

    /// <summary>Whether it is one of the groups.</summary>
    public bool IsGroup => Class is not null;

    public UploadFilter ToFilter(IReadOnlyList<string>? regions) => new()
    {
        State = State,
        Kind = Kind,
        Region = Region,
        Regions = regions,
        Class = Class,
        Code = Code,
        Field = Field,
        Rule = Rule,
        From = OnDay,
        To = OnDay,
        IsNewestOnly = true,
        After = After,
    };

    public UploadQuery Of(UploadGroup group) => this with { Kind = group.Kind, Class = group.Class ?? "", Code = group.Code ?? "", Field = group.Field ?? "", After = 0 };

    public UploadQuery OutOfGroup() => this with { Class = null, Code = null, Field = null, After = 0 };

    public string ToUrl()
    {
        (string Name, string? Value)[] parts =
        [
            ("state", State), ("kind", Kind), ("region", Region), ("class", Class), ("code", Code), ("field", Field),
            ("rule", Rule), ("day", Day), ("after", After == 0 ? null : $"{After}"),
        ];
        return $"{Path}?{string.Join('&', parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"))}";
    }

    public static string UrlOf(UploadKey key) => $"{Path}/{key.Kind}/{Uri.EscapeDataString(key.AAB301)}/{Uri.EscapeDataString(key.AAZ341)}";
}
