using System.Text;
using Adapter.Benchmarks.Peers;
using Adapter.Benchmarks.Uploading;
using Adapter.Contracts;
using Adapter.EndToEnd.Support;
using Adapter.Files;
using Adapter.Simulator;
using Adapter.Tests.Support;

namespace Adapter.Benchmarks.Figures;

/// <summary>Audit results that wait in the store, until the platform has the last of them: from the first request on.</summary>
/// <param name="name">upload-durable</param>
/// <param name="what">What is compared.</param>
/// <param name="wanted">The ratio.</param>
/// <param name="contestants">By their names: ours first.</param>
sealed class UploadFigure(string name, string what, double wanted, params string[] contestants) : IFigure
{
    // So many that the compiler's first seconds weigh little: the peers run warm from their second round on.
    const int Records = 100_000;
    static readonly string[] Regions = ["370102", "370103", "370104", "370105"];
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly string folder = Directory.CreateTempSubdirectory("adapter-bench-").FullName;
    readonly SimulatorKeys keys = SimulatorKeys.Generate(SimulatorProcess.Secret);
    QuickPlatform platform = null!;
    PostgresServer? postgres;
    IReadOnlyList<Message> records = [];
    IReadOnlyList<string> bodies = [];
    int rounds;

    public string Name => name;
    public string What => what;
    public string Unit => "records";
    public double Wanted => wanted;
    public int Counted => 5;

    public async Task<IReadOnlyList<Contestant>> Prepare()
    {
        records = new CounterRecords(Regions).Results(Records);
        bodies = [.. records.Select(record => record.ToJson())];
        platform = await QuickPlatform.Start();
        if (contestants.Any(one => one.EndsWith("postgresql", StringComparison.Ordinal)))
        {
            postgres = new() { IsDurable = true };
            await postgres.InitializeAsync();
        }
        return [.. contestants.Select(one => new Contestant(one, () => Round(one)))];
    }

    Task<Worked> Round(string contestant) => contestant switch
    {
        "one row a request" => Ours(OneRow),
        "the same, HMAC-SM3" => Signed("HMAC-SM3"),
        "the same, SM2" => Signed("SM2", $"Ministry:Sign:Key={KeyFile("client.pem", keys.ClientPrivate!)}", $"Ministry:Sign:PlatformKey={KeyFile("platform.pem", keys.PlatformPublic!)}"),
        "100 rows a request" => Ours("Delivery:Parallel=8", "Delivery:BatchSize=100"),
        "minimal loop" => Minimal(),
        "sequential" => Sent(new SequentialSender(Directory.CreateDirectory(Path.Combine(folder, $"{rounds++}")).FullName, Address), 2000),
        "hangfire, postgresql" => Sent(new HangfireSender(postgres!.NewDatabase(), Address), 500),
        "rebus, postgresql" => Sent(new RebusSender(postgres!.NewDatabase(), Address), 500),
        "quartz, postgresql" => Sent(new QuartzSender(postgres!.NewDatabase(), Address), 500),
        _ => throw new ArgumentException(contestant),
    };

    Uri Address => new(platform.Address);

    static string[] OneRow => ["Delivery:Parallel=32", "Delivery:BatchSize=1"];

    async Task<Worked> Signed(string type, params string[] settings)
    {
        await using var signing = await QuickPlatform.Start(type, keys);
        return await Ours(signing, [$"Ministry:Sign:Type={type}", .. OneRow, .. settings]);
    }

    string KeyFile(string name, string pem)
    {
        var path = Path.Combine(folder, name);
        using var file = PrivateFile.Open(path, FileMode.Create);
        file.Write(Encoding.UTF8.GetBytes(pem));
        return $"file:{path}";
    }

    Task<Worked> Ours(params string[] settings) => Ours(platform, ["Ministry:Sign:Type=NONE", .. settings]);

    async Task<Worked> Ours(QuickPlatform platform, string[] settings)
    {
        var (seconds, commits) = await AdapterUpload.Run(platform, Regions, records, settings);
        Console.WriteLine($"  {string.Join(' ', settings)}: {commits:F3} commits a record");
        return new(records.Count, seconds);
    }

    async Task<Worked> Minimal()
    {
        using var loop = new DurableLoop(Directory.CreateDirectory(Path.Combine(folder, $"{rounds++}")).FullName, Address, 32);
        loop.Fill(bodies.Select(Encoding.UTF8.GetBytes));
        var taken = platform.Takes(bodies.Count, Patience);
        await loop.Run(bodies.Count);
        return new(bodies.Count, await taken);
    }

    async Task<Worked> Sent(IPeerSender peer, int count)
    {
        await using (peer)
        {
            await peer.Fill([.. bodies.Take(count)]);
            var taken = platform.Takes(count, Patience);
            await peer.Go();
            return new(count, await taken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        if (postgres is not null) await postgres.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
