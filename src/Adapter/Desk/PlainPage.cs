namespace Adapter.Desk;

/// <summary>A page of words and ways on, for a browser that came by an address: nothing else stands behind it.</summary>
static class PlainPage
{
    /// <summary>A refusal without a body gets one: a browser a page, a program a problem.</summary>
    public static void UseStatusPages(this WebApplication app)
    {
        app.UseStatusCodePages();
        app.Use(async (context, next) =>
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null } && IsBrowser(context.Request)) await Write(context);
        });
    }

    static bool IsBrowser(HttpRequest request) => !request.Path.StartsWithSegments("/api")
        && request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);

    static Task Write(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Write(context, 404, "没有这个页面", "地址可能写错了，或者页面已不在这里。", []),
        StatusCodes.Status400BadRequest => Write(context, 400, "没有办理", "提交的内容无法读取。请返回刷新页面后重试。", []),
        var status => Write(context, status, "没有办理", "请返回总览重试；一再如此时，请联系运维人员。", []),
    };

    /// <param name="context">Its answer has not begun.</param>
    /// <param name="status">Of HTTP.</param>
    /// <param name="title">What is the matter. Not escaped, as the words: nothing that somebody wrote.</param>
    /// <param name="words">What is to be done.</param>
    /// <param name="ways">Path and title; the first page of the desk is always one.</param>
    public static Task Write(HttpContext context, int status, string title, string words, IEnumerable<(string Path, string Title)> ways)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        var listed = string.Concat(ways.Prepend(("/", "总览")).Distinct().Select(way => $"""<li><a href="{way.Item1}">{way.Item2}</a></li>"""));
        return context.Response.WriteAsync($"""
            <!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title} · 失业登记工作台</title><link rel="icon" type="image/svg+xml" href="/desk.svg"><link rel="stylesheet" href="/desk.css"></head>
            <body><main class="desk-door"><h1>{title}</h1><p>{words}</p><ul>{listed}</ul></main></body></html>
            """);
    }
}
