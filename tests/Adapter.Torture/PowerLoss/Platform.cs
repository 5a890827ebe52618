using System.Net.Http.Json;
using System.Runtime.InteropServices;
using Adapter.Simulator;
using Microsoft.AspNetCore.Builder;

namespace Adapter.Torture.PowerLoss;

/// <summary>The simulated ministry in this process.</summary>
sealed class Platform(WebApplication app) : IAsyncDisposable
{
    public const string Region = "370102";

    // The simulated platform's host takes these signals for itself alone, and this program would go on.
    static readonly PosixSignalRegistration[] Ends = [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT }.Select(signal => PosixSignalRegistration.Create(signal, End))];

    readonly HttpClient door = new() { BaseAddress = new(app.Urls.First()) };

    public string Url => app.Urls.First();

    public static async Task<Platform> Open(TimeProvider clock, int seed)
    {
        _ = Ends;
        var app = SimulatorHost.Build(new() { Regions = [Region], Seed = seed }, clock);
        await app.StartAsync();
        return new(app);
    }

    public Task More(int applications) => Order("/_control/applications", new { count = applications });

    /// <summary>Replaces the faults of results that are on.</summary>
    public Task Faults(params string[] names) => Order("/_control", new { faults = names.Select(name => new { name, count = 1, @interface = "SYDJ1002" }) });

    static void End(PosixSignalContext signal) => Environment.Exit(signal.Signal == PosixSignal.SIGINT ? 130 : 143);

    async Task Order(string path, object order)
    {
        using var answer = await door.PostAsJsonAsync(path, order);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        door.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
