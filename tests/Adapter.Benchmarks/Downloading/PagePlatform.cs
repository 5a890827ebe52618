using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Adapter.Benchmarks.Peers;
using Adapter.Contracts;
using Adapter.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Adapter.Benchmarks.Downloading;

/// <summary>A platform that hands out the same pages of applications again and again, made before anybody asks.</summary>
sealed class PagePlatform : IAsyncDisposable
{
    public const int PageSize = 100;
    const string Reference = "@@@@";
    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>By region and page: the answer before and behind the number of the message that it answers.</summary>
    readonly Dictionary<(string Region, int Page), (byte[] Before, byte[] Behind)> pages;
    WebApplication app = null!;
    long first;

    PagePlatform(Dictionary<(string, int), (byte[], byte[])> pages) => this.pages = pages;

    public string Address => app.Urls.First();

    /// <summary>Seconds since the first page was asked for; counts anew.</summary>
    public double SinceFirst()
    {
        var begun = Interlocked.Exchange(ref first, 0);
        return begun == 0 ? throw new InvalidOperationException("nobody asked") : Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    /// <param name="regions">Whose applications there are.</param>
    /// <param name="count">Of all of them together.</param>
    public static async Task<PagePlatform> Start(IReadOnlyList<string> regions, int count)
    {
        var (applicants, today) = (new Applicants(Agreement.Embedded, new() { Regions = regions }), ChinaTime.Date(TimeProvider.System.GetUtcNow()));
        var applications = Enumerable.Range(0, count).Select(n => applicants.Make(n, today).Message);
        var pages = applications.GroupBy(one => one["AAB301"]!).SelectMany(region =>
        {
            var chunks = region.OrderBy(one => one["ADC201"], StringComparer.Ordinal).Chunk(PageSize).ToList();
            return chunks.Select((chunk, index) => (Key: (region.Key, index + 1), Page: Answer(chunk, index + 1, chunks.Count, region.Count())));
        }).ToDictionary(entry => entry.Key, entry => entry.Page);
        var platform = new PagePlatform(pages);
        platform.app = await Loopback.Start(platform.Handle);
        return platform;
    }

    static (byte[] Before, byte[] Behind) Answer(Message[] rows, int page, int total, int count)
    {
        var body = $$"""{"CODE":"00000000","MESSAGE":"","TotalCount":"{{count}}","TotalPage":"{{total}}","PageNo":"{{page}}","PageSize":"{{PageSize}}","BatchNo":"1","Rows":[{{string.Join(',', rows.Select(row => row.ToJson()))}}]}""";
        var text = $$"""
            {"MessageHeader":{"Version":"1.0.0","MessageId":"","Sender":"","Recver":"","BusinessCode":"SYDJ1001","TransactionDate":"","TransactionTime":"","TradeSource":"0","Digest":"","RefMessageId":"{{Reference}}","ReturnResult":"0000","ReturnMessage":""},"MessageBody":{{JsonSerializer.Serialize(body, Readable)}},"EncType":"NONE","SymmetricKey":"","IV":"","SignType":"NONE","Sign":""}
            """;
        var parts = text.Split(Reference, 2);
        return (Encoding.UTF8.GetBytes(parts[0]), Encoding.UTF8.GetBytes(parts[1]));
    }

    async Task Handle(HttpContext context)
    {
        var asked = Encoding.UTF8.GetString(await context.Request.Body());
        Interlocked.CompareExchange(ref first, Stopwatch.GetTimestamp(), 0);
        var (before, behind) = pages[(Value(asked, "AAB301"), int.Parse(Value(asked, "PageNo"), CultureInfo.InvariantCulture))];
        var id = Encoding.ASCII.GetBytes(Value(asked, "MessageId"));
        context.Response.ContentType = "application/json; charset=UTF-8";
        context.Response.ContentLength = before.Length + id.Length + behind.Length;
        foreach (var part in new[] { before, id, behind }) await context.Response.Body.WriteAsync(part);
    }

    // In a message's body the quotation marks are escaped.
    static string Value(string asked, string name)
    {
        var rest = asked.AsSpan(asked.IndexOf(name, StringComparison.Ordinal) + name.Length);
        rest = rest[(rest.IndexOf(':') + 1)..];
        rest = rest.StartsWith("\\u0022") ? rest[6..] : rest.TrimStart("\\\"");
        return rest[..rest.IndexOfAny("\\\"")].ToString();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
