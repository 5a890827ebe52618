namespace Adapter.People;

/// <summary>What a person may do at all.</summary>
static class Right
{
    /// <summary>Queue, uploads, downloads, with names and numbers masked.</summary>
    public const string See = "see";
    public const string Review = "review";
    public const string Operate = "operate";
    /// <summary>Settings, API keys, and accounts without their rights.</summary>
    public const string Configure = "configure";
    public const string Grant = "grant";
    public const string Audit = "audit";

    public static IReadOnlyList<string> All { get; } = [See, Review, Operate, Configure, Grant, Audit];
}

/// <summary>A role and its rights. Who decides and who mends transport, who grants, who configures and who audits are different people.</summary>
/// <param name="Name">As the store keeps it.</param>
/// <param name="Title">As a clerk calls it.</param>
/// <param name="Rights">Of <see cref="Right"/>.</param>
/// <param name="IsDuty">Nobody has two duties; looking on goes with any of the work, and with no administration.</param>
/// <param name="IsOfRegions">Bound to regions; the others are for the whole system.</param>
sealed record Role(string Name, string Title, IReadOnlyList<string> Rights, bool IsDuty = true, bool IsOfRegions = true)
{
    // 等保 2.0 三级 (三员分立); GB/T 35273-2020 7.1; design.md: review and operate are different people.
    public static IReadOnlyList<Role> All { get; } =
    [
        new("viewer", "查看人员", [Right.See], IsDuty: false),
        new("reviewer", "审核人员", [Right.See, Right.Review]),
        new("operator", "运维人员", [Right.See, Right.Operate]),
        new("sysadmin", "系统管理员", [Right.Configure], IsOfRegions: false),
        new("security", "安全管理员", [Right.Grant], IsOfRegions: false),
        new("auditor", "安全审计员", [Right.Audit], IsOfRegions: false),
    ];

    /// <summary>By name or title, with or without 人员 or 员; null when there is none.</summary>
    public static Role? Find(string text) => All.FirstOrDefault(role => role.Name == text || role.Title == text || role.Title == text + "人员" || role.Title == text + "员");

    /// <summary>Whether one person may have both.</summary>
    public bool GoesWith(Role other) => this == other || (!(IsDuty && other.IsDuty) && IsOfRegions && other.IsOfRegions);
}
