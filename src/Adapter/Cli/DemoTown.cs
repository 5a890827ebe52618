using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Adapter.Hosting;
using Adapter.People;
using Adapter.Settings;
using Adapter.Simulator;
using Adapter.Store;
using Microsoft.Data.Sqlite;

namespace Adapter.Cli;

/// <summary>A simulated ministry and an adapter side by side, in one new folder that goes with them.</summary>
sealed class DemoTown : IAsyncDisposable
{
    const int UsualPort = 5080;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("adapter-demo-");
    WebApplication? ministry;
    WebApplication? adapter;

    public static IReadOnlyList<string> Regions { get; } = ["370102", "370103", "370104"];

    public string Ministry => ministry!.Urls.First();
    public string Address => adapter!.Urls.First();
    public string Key { get; private set; } = "";
    /// <summary>People who may sign in at the desk: role, account, password.</summary>
    public IReadOnlyList<(Role Role, string Account, string Password)> People { get; private set; } = [];
    /// <summary>The local API, with the key.</summary>
    public HttpClient Api { get; } = new();

    /// <exception cref="NotDoneException">The wanted port is in use.</exception>
    public static async Task<DemoTown> Open(int applications, int? port, CancellationToken stop)
    {
        if (port is < 0 or > 65535) throw new NotDoneException("--port 应为 0 至 65535 的整数，0 为任意空闲端口");
        if (port > 0 && !IsFree(port.Value)) throw new NotDoneException($"端口 {port} 已被占用。请换一个，或不写 --port");
        var town = new DemoTown();
        try
        {
            await town.Start(applications, port ?? (IsFree(UsualPort) ? UsualPort : 0), stop);
            return town;
        }
        catch
        {
            await town.DisposeAsync();
            throw;
        }
    }

    async Task Start(int applications, int port, CancellationToken stop)
    {
        var keys = SimulatorKeys.Generate();
        ministry = SimulatorHost.Build(new()
        {
            Regions = Regions,
            Applications = applications,
            Faulty = 0.2,
            SignType = "SM2",
            Keys = keys,
            RegistrationNeeded = true,
            Faults = Faults,
        });
        await ministry.StartAsync(stop);
        adapter = AdapterHost.Build(Settings(keys, port), quiet: true);
        await adapter.StartAsync(stop);
        Api.BaseAddress = new(Address);
        Key = await NewKey(adapter.Services);
        People = await NewPeople(adapter.Services);
        Api.DefaultRequestHeaders.Authorization = new("Bearer", Key);
    }

    /// <summary>Each ends by itself, so that the beginning shows how the adapter gets over it.</summary>
    static FaultSetting[] Faults =>
    [
        new() { Name = "http-5xx", Rate = 0.2, Count = 4 },
        new() { Name = "lost-answer", Rate = 0.3, Count = 3, Interface = "SYDJ1002" },
        new() { Name = "row-failure", Rate = 0.3, Count = 6 },
    ];

    /// <summary>How often each fault has hit so far.</summary>
    public async Task<IReadOnlyDictionary<string, int>> FaultsMet(CancellationToken stop)
    {
        var control = await Api.GetFromJsonAsync<JsonNode>($"{Ministry}/_control", stop);
        return control!["faults"]!.AsArray().ToDictionary(fault => (string)fault!["setting"]!["name"]!, fault => (int)fault!["hits"]!);
    }

    AdapterSettings Settings(SimulatorKeys keys, int port) => new()
    {
        DataDirectory = Path.Combine(folder.FullName, "data"),
        Listen = $"http://127.0.0.1:{port}",
        Regions = [.. Regions.Select(code => new RegionSettings { Code = code })],
        Ministry = new()
        {
            BaseUrl = Ministry,
            Sender = "370000SYDJ01",
            Sign = new() { Key = keys.ClientPrivate, PlatformKey = keys.PlatformPublic },
            AllowPlainHttp = true,
        },
        Download = new() { Cron = "0/10 * * * * ?", Jitter = TimeSpan.FromSeconds(1) },
        Delivery = new() { FirstRetry = TimeSpan.FromMilliseconds(500), MaxRetry = TimeSpan.FromSeconds(5) },
    };

    static async Task<string> NewKey(IServiceProvider services)
    {
        var secret = ApiSecret.Make();
        var row = new ApiKeyRow
        {
            Name = "演示",
            Prefix = ApiSecret.PrefixOf(secret)!,
            Hash = ApiSecret.HashOf(secret),
            Scopes = string.Join(',', ApiSecret.Scopes),
            CreatedAt = Stamp.Of(TimeProvider.System.GetUtcNow()),
        };
        await services.GetRequiredService<Writer>().Write(session => services.GetRequiredService<ApiKeys>().Add(session, row));
        return secret;
    }

    // Of a demo that is gone when it ends: nobody has to choose another password first.
    static async Task<List<(Role, string, string)>> NewPeople(IServiceProvider services)
    {
        var (people, book, accounts, by) = (new List<(Role, string, string)>(), services.GetRequiredService<AccountBook>(), services.GetRequiredService<Accounts>(), Actor.AtTerminal());
        foreach (var role in Role.All)
        {
            var made = await book.Add(by, role.Name, $"演示{role.Title}");
            await book.Grant(by, role.Name, role, "");
            await services.GetRequiredService<Writer>().Write(session => accounts.Put(session, accounts.Find(session, role.Name)! with { MustChange = 0 }));
            people.Add((role, role.Name, made.Password!));
        }
        return people;
    }

    static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        foreach (var host in new[] { adapter, ministry })
        {
            if (host is null) continue;
            await host.StopAsync();
            await host.DisposeAsync();
        }
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
