using System.Data;
using System.Globalization;
using System.Text;
using Adapter.Api;
using Adapter.Files;
using Adapter.People;
using Adapter.Store;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Sylvan.Data.Csv;

namespace Adapter.Desk;

/// <summary>The log of acts as a file of text cells. That it was taken out stands in the log itself.</summary>
sealed class AuditExport(AuditSearch search, AuditLog audit, Writer writer, TimeProvider time)
{
    public const string Path = "/audit/export";
    public const int Most = 100_000;

    static readonly string[] Columns = ["序号", "时间", "何人", "途径", "操作", "对象", "结果", "说明"];

    public static void Map(IEndpointRouteBuilder app) => app.MapPost(Path, Export).RequireAuthorization(Right.Audit).ExcludeFromDescription();

    static Task<FileContentHttpResult> Export([FromForm] string? actor, [FromForm] string? act, [FromForm] string? subject, [FromForm] string? from, [FromForm] string? to,
        [FromForm] string? number, HttpContext context, AuditExport export) =>
        export.Take(new(context.User.Identity!.Name!, Actor.Desk), Filter(actor, act, subject, from, to), number);

    public static AuditFilter Filter(string? actor, string? action, string? subject, string? from, string? to) => new()
    {
        Actor = Given(actor),
        Action = Given(action),
        Object = Given(subject),
        From = Day(from) is { } first ? Stamp.Midnight(first) : "",
        Until = Day(to) is { } last ? Stamp.Midnight(last.AddDays(1)) : Stamp.Never,
    };

    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Why it was not done.</summary>
    public static string Said(AuditRow row) => row.Result == AuditRow.Done ? "已办" : Problems.Title(row.Result);

    /// <summary>To the second: two acts in a minute have their order.</summary>
    public static string When(AuditRow row) => Contracts.ChinaTime.Of(Stamp.Parse(row.At)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    async Task<FileContentHttpResult> Take(Actor by, AuditFilter filter, string? number)
    {
        var rows = search.Find(filter with { Limit = Most }, number);
        await writer.Write(session => audit.Add(session, by, new() { Action = "export", Object = "audit", Detail = $"操作日志 {rows.Count} 条" }));
        return TypedResults.File(await Csv(rows), "text/csv; charset=utf-8", $"操作日志-{Contracts.ChinaTime.Of(time.GetUtcNow()):yyyyMMdd-HHmm}.csv");
    }

    static async Task<byte[]> Csv(IEnumerable<AuditRow> rows)
    {
        using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var column in Columns) table.Columns.Add(column);
        foreach (var row in rows)
            table.Rows.Add([.. new[] { $"{row.Seq}", When(row), row.Actor, AuditWords.OfDoor(row.Door), AuditWords.Of(row.Action), row.Object, Said(row), row.Detail }.Select(TextCell.Of)]);
        using var bytes = new MemoryStream();
        // A sheet program takes a file without its mark for the machine's old code page.
        await using (var text = new StreamWriter(bytes, new UTF8Encoding(true), leaveOpen: true))
        await using (var csv = CsvDataWriter.Create(text))
            await csv.WriteAsync(table.CreateDataReader());
        return bytes.ToArray();
    }

    static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
