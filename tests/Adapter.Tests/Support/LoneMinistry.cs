using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Adapter.Contracts;
using Adapter.Simulator;
using Adapter.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;

namespace Adapter.Tests.Support;

/// <summary>The simulated ministry alone, spoken to in plain HTTP, at ten in the morning of a day that stands still.</summary>
sealed class LoneMinistry : IAsyncDisposable
{
    public const string Secret = "test-secret-0001";
    public const string Sender = "330000SYDJ01";
    static readonly Profile Profile = MinistryRig.Profile;

    readonly WebApplication app;
    readonly HttpClient http;
    int messages;

    LoneMinistry(WebApplication app)
    {
        this.app = app;
        http = new() { BaseAddress = new(app.Urls.First()) };
    }

    public required FakeTimeProvider Time { get; init; }
    public Seal Seal { get; set; } = Seal.Hmac(Profile, Secret);

    public static async Task<LoneMinistry> Open(SimulatorOptions? options = null)
    {
        var time = new FakeTimeProvider(new(2026, 2, 13, 2, 0, 0, TimeSpan.Zero));
        var app = SimulatorHost.Build((options ?? new()) with
        {
            SignType = options is { SignType: "SM2" } ? "SM2" : "HMAC-SM3",
            Keys = options is { SignType: "SM2" } ? options.Keys : new() { Secret = Secret },
        }, time);
        await app.StartAsync();
        return new(app) { Time = time };
    }

    /// <summary>A question as the province would sign it now.</summary>
    public Envelope Letter(string service, string body, string? messageId = null)
    {
        var now = ChinaTime.Of(Time.GetUtcNow());
        return Envelope.Of(Profile, new Dictionary<HeaderRole, string>
        {
            [HeaderRole.MessageId] = messageId ?? $"{Sender}2026021310000000001{++messages:D5}",
            [HeaderRole.Sender] = Sender,
            [HeaderRole.Recver] = "000000XTPT01",
            [HeaderRole.BusinessCode] = service,
            [HeaderRole.Date] = now.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            [HeaderRole.Time] = now.ToString("HHmmss", CultureInfo.InvariantCulture),
        }, body);
    }

    public Task<PlatformAnswer> Ask(string service, string body, string? messageId = null) => Send(service, Letter(service, body, messageId));

    public async Task<PlatformAnswer> Send(string service, Envelope letter)
    {
        using var content = new ByteArrayContent(Seal.Sign(letter).ToBytes());
        content.Headers.ContentType = new("application/json") { CharSet = "UTF-8" };
        try
        {
            using var response = await http.PostAsync($"/xtpt/services/{service}", content);
            return PlatformAnswer.Of(response, await response.Content.ReadAsByteArrayAsync());
        }
        catch (HttpRequestException)
        {
            return new() { IsCut = true };
        }
    }

    public Task<PlatformAnswer> Download(string region = Some.Region, int size = 100) =>
        Ask("SYDJ1001", $$"""{"AAB301":"{{region}}","AAE030":"20260101","AAE031":"20260213","QueryScope":"1","PageNo":"1","PageSize":"{{size}}"}""");

    public Task<PlatformAnswer> Upload(params Message[] rows) => Ask(rows[0].Kind.Interface, Batch(rows));

    public static string Batch(params Message[] rows) =>
        $$"""{"BatchNo":"B1","RowCount":"{{rows.Length}}","Rows":[{{string.Join(',', rows.Select(row => row.ToJson()))}}]}""";

    public async Task<(HttpStatusCode Status, JsonNode Body)> Control(object order)
    {
        using var response = await http.PostAsJsonAsync("/_control", order);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>())!);
    }

    public Task SwitchOn(FaultSetting fault) => Control(new { faults = new[] { fault } });

    public async Task<JsonArray> View(string path) => (await http.GetFromJsonAsync<JsonNode>(path))!["items"]!.AsArray();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>What came back: the envelope and the body where it is a message at all.</summary>
sealed record PlatformAnswer
{
    public HttpStatusCode Status { get; init; }
    public string ContentType { get; init; } = "";
    public TimeSpan? RetryAfter { get; init; }
    public byte[] Bytes { get; init; } = [];
    /// <summary>The connection ended before the answer did.</summary>
    public bool IsCut { get; init; }
    public Envelope? Envelope { get; init; }
    public JsonObject Body { get; init; } = [];

    public string Text => Encoding.UTF8.GetString(Bytes);
    public string Result => Envelope?[HeaderRole.ReturnResult] ?? "";
    public string Code => (string?)Body["CODE"] ?? "";
    public IReadOnlyList<JsonObject> Rows => [.. (Body["Rows"]?.AsArray() ?? []).Select(row => row!.AsObject())];
    public IReadOnlyList<string> RowCodes => [.. Rows.Select(row => (string)row["CODE"]!)];

    public static PlatformAnswer Of(HttpResponseMessage response, byte[] bytes)
    {
        Envelope.TryParse(MinistryRig.Profile, bytes, out var envelope, out _);
        return new()
        {
            Status = response.StatusCode,
            ContentType = response.Content.Headers.ContentType?.MediaType ?? "",
            RetryAfter = response.Headers.RetryAfter?.Delta,
            Bytes = bytes,
            Envelope = envelope,
            Body = envelope is null ? [] : JsonNode.Parse(envelope.Body)!.AsObject(),
        };
    }
}
