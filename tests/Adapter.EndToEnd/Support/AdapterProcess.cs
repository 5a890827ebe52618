using System.Text.Json.Nodes;

namespace Adapter.EndToEnd.Support;

/// <summary>The adapter as a process of its own, started with <c>run</c>; and a client of its local API.</summary>
sealed class AdapterProcess : IAsyncDisposable
{
    // Longer than the 30 seconds that are promised, so that a late end is measured and not only noticed.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Child child;

    AdapterProcess(Child child, string address, string key)
    {
        this.child = child;
        Client = new() { BaseAddress = new(address) };
        Client.DefaultRequestHeaders.Authorization = new("Bearer", key);
    }

    public HttpClient Client { get; }
    public int Id => child.Id;
    public string Said => child.Said;
    public IReadOnlyList<string> Errors => child.Errors;

    public static async Task<AdapterProcess> Start(IReadOnlyList<string> settings, string key)
    {
        var child = Child.Dotnet(Built.Adapter, ["run", .. settings]);
        var adapter = new AdapterProcess(child, await child.Says("已启动，监听 "), key);
        Assert.True((await adapter.Client.GetAsync("/health/live")).IsSuccessStatusCode);
        return adapter;
    }

    /// <summary>A verb that ends by itself.</summary>
    public static async Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Errors)> Verb(params IEnumerable<string> arguments)
    {
        await using var child = Child.Dotnet(Built.Adapter, arguments);
        var code = await child.Ended(Patience);
        return (code, child.Output, child.Errors);
    }

    public static async Task<string> NewKey(IReadOnlyList<string> settings)
    {
        var (code, output, errors) = await Verb(["keys", "add", "end-to-end", "--scope", "read,pull,submit,review,operate", "--json", .. settings]);
        Assert.True(code == 0, string.Join('\n', errors));
        return JsonNode.Parse(output[0])!.Text("key");
    }

    /// <summary>SIGTERM; the exit code.</summary>
    public async Task<int> Stop()
    {
        child.Terminate();
        return await child.Ended(Patience);
    }

    /// <summary>It ends by itself; the exit code and when.</summary>
    public async Task<(int Code, DateTimeOffset At)> Ended() => (await child.Ended(Patience), child.EndedAt);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await child.DisposeAsync();
    }
}
