using System.Net.Http.Json;
using Adapter.Simulator;
using Microsoft.AspNetCore.Builder;

namespace Adapter.Torture.Kills;

/// <summary>The simulated ministry in this process: it lives on while the adapter dies, and all its books are open to the checks.</summary>
sealed class Ministry : IAsyncDisposable
{
    readonly WebApplication app;
    readonly HttpClient control;

    Ministry(WebApplication app, Books books)
    {
        this.app = app;
        Books = books;
        Address = app.Urls.First();
        control = new() { BaseAddress = new(Address) };
    }

    public Books Books { get; }
    public string Address { get; }

    public static async Task<Ministry> Open(SimulatorOptions options)
    {
        var books = new Books(new(), new(), new(), new());
        var app = SimulatorHost.Build(options, kept: books);
        await app.StartAsync();
        return new(app, books);
    }

    /// <summary>Replaces the faults; none = all is well.</summary>
    public Task Switch(IReadOnlyList<FaultSetting> faults, int seed) => Order("/_control", new { faults, seed });

    public Task Issue(int applications) => Order("/_control/applications", new { count = applications });

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        await app.DisposeAsync();
    }

    async Task Order(string path, object order)
    {
        using var answer = await control.PostAsJsonAsync(path, order);
        answer.EnsureSuccessStatusCode();
    }
}
