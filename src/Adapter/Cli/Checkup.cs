namespace Adapter.Cli;

enum Health { Passed, Warning, Failed }

/// <summary>One thing that <c>doctor</c> looked at. Id is for programs, the rest for people.</summary>
sealed record Checkup(string Id, string What, Health Health, string Found, string Mend = "")
{
    public static Checkup Passed(string id, string what, string found) => new(id, what, Health.Passed, found);

    public string Word => Health switch { Health.Passed => "通过", Health.Warning => "警告", _ => "失败" };

    /// <summary>All of it in one line.</summary>
    public string Line => $"{Word} {What}：{Found}。{Mend}";
}
