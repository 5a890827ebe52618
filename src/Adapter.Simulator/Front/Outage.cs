namespace Adapter.Simulator;

/// <summary>The platform away: every call is answered like this until it is back, nothing is read or done.</summary>
sealed class Outage
{
    public const string Name = "away";

    static readonly Dictionary<string, Reply> Ways = new(StringComparer.Ordinal)
    {
        ["503"] = Simulator.Reply.Html(503, "服务暂不可用"),
        ["html"] = Simulator.Reply.Html(200, "系统维护公告"),
        ["close"] = new() { Bytes = [], CutAfter = 0 },
    };

    volatile string? way;

    public static IReadOnlyCollection<string> Names => Ways.Keys;

    public string? Way => way;

    public Reply? Reply => way is { } name ? Ways[name] : null;

    /// <exception cref="FormatException">No such way; the text lists them.</exception>
    public void Set(string? name) => way = name is null || Ways.ContainsKey(name) ? name
        : throw new FormatException($"没有名为 {name} 的中断方式 (no such way)。可用 (names): {string.Join(' ', Names)}");
}
