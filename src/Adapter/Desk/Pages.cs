using Adapter.People;

namespace Adapter.Desk;

/// <summary>A page of the menu, and the right that it needs.</summary>
sealed record Page(string Path, string Title, string Right);

static class Pages
{
    public static IReadOnlyList<Page> All { get; } =
    [
        new("/", "总览", Right.See),
        new("/handover", "交接", Right.See),
        new("/review", "待审核", Right.See),
        new("/corrections", "复核", Right.Review),
        new("/register", "登记", Right.Review),
        new("/uploads", "上传", Right.See),
        new("/downloads", "下载", Right.See),
        new("/system", "系统", Right.Configure),
        new("/users", "账号", Right.Configure),
        new("/rights", "角色", Right.Grant),
        new("/audit", "操作日志", Right.Audit),
    ];

    /// <summary>Where a person begins: the first page that the person may open.</summary>
    public static string FirstOf(Clerk clerk) => All.FirstOrDefault(page => clerk.May(page.Right))?.Path ?? "/";
}
