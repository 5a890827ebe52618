using System.Net.Http.Headers;
using Adapter.Contracts;
using Adapter.Intake;
using Adapter.Ministry;
using Adapter.Settings;
using Adapter.Simulator;
using Adapter.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Adapter.Tests.Support;

/// <summary>
/// The whole program as <c>run</c> starts it, on a free port, a fresh data directory and a clock that stands still,
/// with a simulated ministry; and a client with a key of all scopes.
/// </summary>
public class AppFixture : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("adapter-app-").FullName;
    WebApplication? ministry;
    WebApplication? app;

    internal virtual FakeTimeProvider Time { get; } = new(new(2026, 2, 13, 2, 0, 0, TimeSpan.Zero));

    /// <summary>How the ministry is made.</summary>
    internal virtual SimulatorOptions Ministry { get; } = new() { Regions = [Some.Region, "370103"] };

    /// <summary>What the test sets otherwise.</summary>
    internal virtual AdapterSettings Change(AdapterSettings settings) => settings;

    internal WebApplication App => app!;
    public HttpClient Client { get; protected set; } = null!;
    internal Database Database => Get<Database>();

    internal T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    public virtual async Task InitializeAsync()
    {
        ministry = SimulatorHost.Build(Ministry, Time);
        await ministry.StartAsync();
        await Start();
        Client = await ClientWith([.. ApiSecret.Scopes]);
    }

    /// <summary>Starts the program on the data directory of this fixture; again after <see cref="Stop"/>.</summary>
    internal async Task Start()
    {
        app = AdapterHost.Build(Change(new()
        {
            DataDirectory = folder,
            Listen = "http://127.0.0.1:0",
            Regions = [.. Ministry.Regions.Select(code => new RegionSettings { Code = code })],
            Ministry = new() { BaseUrl = ministry!.Urls.First(), Sender = "330000SYDJ01", Sign = new() { Type = "NONE" }, AllowPlainHttp = true },
            // The clock stands at a full hour: its round would hold a region for minutes that never pass.
            Download = new() { Jitter = TimeSpan.Zero },
        }), new PollingClock(Time));
        await app.StartAsync();
        if (Client is not null) Client = At(app.Urls.First(), Client.DefaultRequestHeaders.Authorization);
    }

    internal async Task Stop()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    internal async Task<HttpClient> ClientWith(params string[] scopes)
    {
        var secret = ApiSecret.Make();
        await Get<Writer>().Write(session => Get<ApiKeys>().Add(session, new()
        {
            Name = secret[..8] + scopes.Length,
            Prefix = ApiSecret.PrefixOf(secret)!,
            Hash = ApiSecret.HashOf(secret),
            Scopes = string.Join(',', scopes),
            CreatedAt = Stamp.Of(Time.GetUtcNow()),
        }));
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        return client;
    }

    internal HttpClient Anonymous() => At(App.Urls.First(), null);

    static HttpClient At(string url, AuthenticationHeaderValue? key) =>
        new() { BaseAddress = new(url), DefaultRequestHeaders = { Authorization = key } };

    /// <summary>These records as one downloaded page of a region.</summary>
    internal async Task<RunRow> Receive(params IEnumerable<Message> applications) =>
        await ReceiveRaw([.. applications.Select(application => application.ToJson())]);

    internal async Task<RunRow> ReceiveRaw(params IReadOnlyList<string> records)
    {
        var book = Get<RunBook>();
        var run = await book.Begin(Some.Region, new(new(Some.Today, Some.Today)));
        var page = await book.Keep(run, 1, new() { MessageId = "test", Status = 200, ContentType = "application/json" });
        return await Get<Receiver>().Receive(run, page, new()
        {
            Outcome = new() { Class = OutcomeClass.Ok, Code = "00000000" },
            TotalCount = records.Count,
            TotalPage = 1,
            PageNo = 1,
            Rows = [.. records.Select(record => (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(record))],
        }, null);
    }

    public virtual async Task DisposeAsync()
    {
        Client.Dispose();
        await Stop();
        await ministry!.StopAsync();
        await ministry.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
