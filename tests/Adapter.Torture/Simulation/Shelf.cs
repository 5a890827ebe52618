using System.Text;
using Adapter.Contracts;

namespace Adapter.Torture.Worlds;

/// <summary>An application as the ministry has it now; a number "" is a record that nobody can hold under one.</summary>
sealed class Posted
{
    public required string Number { get; init; }
    public required string Region { get; init; }
    public required string Day { get; init; }
    public required int Person { get; init; }
    public required string Text { get; set; }
}

/// <summary>The ministry's applications, and what it has handed out.</summary>
sealed class Shelf(People people, Dice dice)
{
    readonly List<Posted> all = [];

    public IReadOnlyList<Posted> All => all;

    /// <summary>Pages that reached the program whole, and their records.</summary>
    public List<(string MessageId, byte[] Page, IReadOnlyList<string> Records)> HandedOut { get; } = [];

    /// <param name="mostDaysBack">Beyond what a download asks again it would be lost by design.</param>
    public void Post(DateOnly today, int mostDaysBack)
    {
        var person = all.Count % (People.Count / 2);
        var (region, day, number) = (dice.Of(Ground.Regions), today.AddDays(-dice.Below(mostDaysBack)), $"SQ{all.Count + 1:00000000}");
        var text = people.Application(person, region, number, day).ToJson();
        var isUnreadable = dice.Chance(0.03);
        if (isUnreadable) text = text.Replace($"\"ADC201\":\"{number}\"", $"\"ADC201\":\"\",\"N\":\"{number}\"");
        all.Add(new() { Number = isUnreadable ? "" : number, Region = region, Day = ChinaTime.Compact(day), Person = person, Text = text });
    }

    /// <summary>An applicant changed something, while it is still asked for.</summary>
    public void Change(DateOnly today)
    {
        var recent = all.Where(one => one.Number != "" && string.CompareOrdinal(one.Day, ChinaTime.Compact(today.AddDays(-2))) >= 0).ToList();
        if (recent.Count == 0) return;
        var one = dice.Of(recent);
        one.Text = one.Text.Replace("\"AAC010\":\"", $"\"AAC010\":\"{dice.Below(9)}");
    }

    public List<Posted> Window(string region, string from, string until) =>
    [
        .. all.Where(one => one.Region == region && string.CompareOrdinal(one.Day, from) >= 0 && string.CompareOrdinal(one.Day, until) <= 0)
            .OrderBy(one => one.Day, StringComparer.Ordinal).ThenBy(one => one.Number, StringComparer.Ordinal),
    ];

    /// <summary>A page of the answer; now and then a record of it stands there twice with two contents.</summary>
    public string Page(List<Posted> window, int page, int size)
    {
        List<string> rows = [.. window.Skip((page - 1) * size).Take(size).Select(one => one.Text)];
        if (rows.Count > 0 && dice.Chance(0.03)) rows.Insert(0, rows[0].Replace("\"AAC010\":\"", "\"AAC010\":\"旧"));
        Rows = rows;
        return $$"""
            {"CODE":"00000000","MESSAGE":"成功","TotalCount":"{{window.Count}}","TotalPage":"{{(window.Count + size - 1) / size}}","PageNo":"{{page}}","PageSize":"{{size}}","BatchNo":"","Rows":[{{string.Join(',', rows)}}]}
            """;
    }

    /// <summary>The records of the page made last.</summary>
    public IReadOnlyList<string> Rows { get; private set; } = [];

    public static string TextOf(byte[] payload) => Encoding.UTF8.GetString(payload);
}
