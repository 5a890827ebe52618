using System.Text.Json.Nodes;
using Adapter.Contracts;
using Adapter.Settings;
using Adapter.Wire;

namespace Adapter.Tests.Support;

/// <summary>The program against a ministry that answers each page as the test says.</summary>
public sealed class PagedMinistry : AppFixture
{
    const int FirstByte = 0xF700;

    readonly List<JsonObject> asked = [];
    readonly List<string> numbers = [];
    RawServer? server;

    /// <summary>What is answered to (region, page): a body, or null for a page of HTML. Empty at first.</summary>
    internal Func<string, int, string?> Pages { get; set; } = (_, _) => Page(0, 0, []);

    /// <summary>Questions since <see cref="Forget"/>.</summary>
    internal IReadOnlyList<JsonObject> Asked
    {
        get
        {
            lock (asked) return [.. asked];
        }
    }

    /// <summary>Their numbers.</summary>
    internal IReadOnlyList<string> MessageIds
    {
        get
        {
            lock (asked) return [.. numbers];
        }
    }

    internal void Forget()
    {
        lock (asked)
        {
            asked.Clear();
            numbers.Clear();
        }
    }

    /// <summary>What the test sets otherwise; again at <see cref="AppFixture.Start"/>.</summary>
    internal Func<AdapterSettings, AdapterSettings> Otherwise { get; set; } = settings => settings;

    internal override AdapterSettings Change(AdapterSettings settings) => Otherwise(settings with
    {
        Regions = [new() { Code = Some.Region, From = new(2026, 2, 2) }, new() { Code = "370103" }],
        // Only the start and the test ask, also when the clock is moved on.
        Download = settings.Download with { Cron = "0 0 0 1 1 ?", RepairCron = "0 0 0 1 1 ?", Jitter = TimeSpan.Zero },
        Ministry = settings.Ministry with { BaseUrl = server!.Url, Sign = new() { Type = "HMAC-SM3", Key = "test-secret-0001" } },
    });

    internal static string Page(int total, int pages, params IEnumerable<Message> rows) => Raw(total, pages, [.. rows.Select(row => row.ToJson())]);

    internal static string Raw(int total, int pages, params IReadOnlyList<string> rows) =>
        $$"""{"CODE":"00000000","MESSAGE":"","TotalCount":{{total}},"TotalPage":{{pages}},"PageNo":1,"PageSize":100,"Rows":[{{string.Join(',', rows)}}]}""";

    /// <summary>A byte that need be no UTF-8, for a page's text.</summary>
    internal static string Byte(byte value) => $"{(char)(FirstByte + value)}";

    // Characters of private use stand for single bytes.
    static byte[] Bytes(string page) => [.. page.EnumerateRunes().SelectMany(rune => rune.Value is >= FirstByte and <= FirstByte + 255
        ? [(byte)(rune.Value - FirstByte)]
        : System.Text.Encoding.UTF8.GetBytes(rune.ToString()))];

    public override async Task InitializeAsync()
    {
        server = RawServer.Answering(Answer);
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await server!.DisposeAsync();
    }

    byte[] Answer(byte[] question)
    {
        Assert.True(Envelope.TryParse(MinistryRig.Profile, question, out var envelope, out _));
        var body = JsonNode.Parse(envelope!.Body)!.AsObject();
        if (body["PageNo"] is null) return RawServer.Json("{}"u8);
        lock (asked)
        {
            asked.Add(body);
            numbers.Add(envelope[HeaderRole.MessageId]);
        }
        return Pages((string)body["AAB301"]!, int.Parse((string)body["PageNo"]!)) is { } page
            ? RawServer.Json(MinistryRig.AnswerByHand(envelope[HeaderRole.MessageId], Bytes(page)))
            : RawServer.Http("HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 6\nConnection: close", "<html>"u8);
    }
}
