using Adapter.Contracts;
using Adapter.Settings;

namespace Adapter.Ministry;

/// <summary>When the platform says it is closed: weekly or dated windows in China time, for one interface or all.</summary>
sealed class OpeningHours(IReadOnlyList<ClosedSettings> settings)
{
    static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    readonly IReadOnlyList<ClosedWindow> windows = [.. settings.Select(ClosedWindow.Of)];

    public bool IsOpen(string interfaceCode, DateTimeOffset instant) => EndOf(interfaceCode, instant) is null;

    /// <summary>When the interface opens again; null when it is open, or when its windows never leave a gap.</summary>
    public DateTimeOffset? OpensAt(string interfaceCode, DateTimeOffset instant)
    {
        var opens = EndOf(interfaceCode, instant);
        for (var next = opens; next is not null; next = EndOf(interfaceCode, next.Value))
        {
            if (next > instant.AddYears(1)) return null;
            opens = next;
        }
        return opens;
    }

    /// <summary>The instant, to a quarter of an hour, since which the interface was open for so long in all.</summary>
    public DateTimeOffset OpenSince(string interfaceCode, DateTimeOffset instant, TimeSpan open)
    {
        var longest = instant.AddYears(-1);
        while (open > TimeSpan.Zero && instant > longest)
        {
            instant -= Step;
            if (IsOpen(interfaceCode, instant)) open -= Step;
        }
        return instant;
    }

    DateTimeOffset? EndOf(string interfaceCode, DateTimeOffset instant)
    {
        var local = ChinaTime.Of(instant).DateTime;
        DateTime? end = null;
        foreach (var window in windows)
            if (window.IsFor(interfaceCode) && window.EndAt(local) is { } until && (end is null || until > end)) end = until;
        return end is null ? null : new(end.Value, ChinaTime.Offset);
    }
}
