using System.Text.Json.Nodes;
using Adapter.Simulator;

namespace Adapter.EndToEnd.Support;

/// <summary>A ministry and an adapter that is connected to it, as processes, with a fresh data directory.</summary>
sealed class Province : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("adapter-e2e-").FullName;
    readonly List<string> said = [];
    IReadOnlyList<string> settings = [];

    public SimulatorProcess Ministry { get; private set; } = null!;
    public AdapterProcess Adapter { get; private set; } = null!;
    public string Key { get; private set; } = "";
    public HttpClient Client => Adapter.Client;
    public string DataDirectory => Path.Combine(folder, "data");

    /// <summary>All that the adapter has put out so far: its log files, and what it said on its two streams.</summary>
    public string Traces => string.Join('\n', [.. said, Adapter.Said, .. LogFiles.Of(DataDirectory)]);

    /// <param name="ministry">How the ministry is made.</param>
    /// <param name="further">Settings of the adapter, <c>Delivery:BatchSize=5</c>.</param>
    public static async Task<Province> Open(SimulatorOptions ministry, params IReadOnlyList<string> further)
    {
        var province = new Province { Ministry = await SimulatorProcess.Start(ministry) };
        province.settings = ["--settings", SettingsFile.Write(province.folder, province.Ministry.Address, ministry.Regions), .. further.SelectMany(setting => new[] { "--set", setting })];
        province.Key = await AdapterProcess.NewKey(province.settings);
        await province.Start();
        return province;
    }

    /// <summary>A verb with the settings of the adapter, beside it or without it.</summary>
    public Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Errors)> Verb(params IEnumerable<string> arguments) =>
        AdapterProcess.Verb([.. arguments, .. settings]);

    /// <summary>A verb that is under way.</summary>
    public Child Begin(params IEnumerable<string> arguments) => Child.Dotnet(Built.Adapter, [.. arguments, .. settings]);

    public async Task Start() => Adapter = await AdapterProcess.Start(settings, Key);

    /// <summary>SIGTERM; the exit code.</summary>
    public async Task<int> Stop()
    {
        var code = await Adapter.Stop();
        said.Add(Adapter.Said);
        await Adapter.DisposeAsync();
        return code;
    }

    /// <summary>Waits until nothing is waiting, being sent or unknown.</summary>
    public Task Drained(TimeSpan within) => Eventually.Holds(IsDrained, within, WhatIsOpen);

    public async Task<bool> IsDrained()
    {
        foreach (var state in new[] { "waiting", "sending", "unknown" })
            if ((await Client.Look($"/api/uploads?state={state}&limit=1")).Items.Count > 0) return false;
        return true;
    }

    public async Task<IReadOnlyList<JsonNode>> In(string state) => await Client.All($"/api/uploads?state={state}");

    public async ValueTask DisposeAsync()
    {
        await Adapter.DisposeAsync();
        await Ministry.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public async Task<string> WhatIsOpen()
    {
        var open = new List<string>();
        foreach (var state in new[] { "waiting", "sending", "unknown", "failed" })
        {
            var rows = await In(state);
            open.Add($"{state} {rows.Count} {rows.FirstOrDefault()?.ToJsonString(Json.Plain)}");
        }
        return string.Join('\n', open);
    }
}
