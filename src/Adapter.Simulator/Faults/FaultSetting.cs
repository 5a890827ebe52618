using System.Globalization;

namespace Adapter.Simulator;

/// <summary>One fault switched on: <c>slow:rate=0.05,ms=2000</c>. What a fault does not know it does not read.</summary>
sealed record FaultSetting
{
    public required string Name { get; init; }
    /// <summary>Share of the calls it hits, 0 to 1.</summary>
    public double Rate { get; init; } = 1;
    /// <summary>Ends after so many hits; null = never.</summary>
    public int? Count { get; init; }
    public int? Ms { get; init; }
    public string? Code { get; init; }
    public int? Rows { get; init; }
    /// <summary>Only calls of this interface.</summary>
    public string? Interface { get; init; }
    public string? Text { get; init; }
    /// <summary>China clock time, 22:00.</summary>
    public string? From { get; init; }
    public string? Until { get; init; }

    /// <exception cref="FormatException">Unknown name or parameter, or a value out of range; the text is for people.</exception>
    public static FaultSetting Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var setting = new FaultSetting { Name = colon < 0 ? text : text[..colon] };
        foreach (var part in colon < 0 ? [] : text[(colon + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            setting = setting.With(pair[0].Trim(), pair.Length == 2 ? pair[1].Trim() : "");
        }
        return setting.Checked();
    }

    public FaultSetting Checked()
    {
        FaultTable.Find(Name);
        if (Rate is < 0 or > 1) throw new FormatException($"{Name}: rate 应在 0 与 1 之间 (0 to 1)");
        if (Count < 0 || Ms < 0 || Rows < 0) throw new FormatException($"{Name}: count、ms、rows 不得为负 (not negative)");
        foreach (var clock in new[] { From, Until })
            if (clock is not null && !TimeOnly.TryParseExact(clock, "HH:mm", out _)) throw new FormatException($"{Name}: from、until 形如 22:00 (HH:mm)");
        return this;
    }

    FaultSetting With(string name, string value) => name switch
    {
        "rate" => this with { Rate = Number(name, value) },
        "count" => this with { Count = Whole(name, value) },
        "ms" => this with { Ms = Whole(name, value) },
        "rows" => this with { Rows = Whole(name, value) },
        "code" => this with { Code = value },
        "text" => this with { Text = value },
        "interface" => this with { Interface = value },
        "from" => this with { From = value },
        "until" => this with { Until = value },
        _ => throw new FormatException($"{Name}: 没有参数 {name} (no such parameter); rate count ms code rows interface text from until"),
    };

    static double Number(string name, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number : throw new FormatException($"{name}: 不是数字 (not a number)");

    static int Whole(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : throw new FormatException($"{name}: 不是整数 (not a whole number)");
}
