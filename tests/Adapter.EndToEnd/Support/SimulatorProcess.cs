using System.Globalization;
using System.Text.Json.Nodes;
using Adapter.Simulator;

namespace Adapter.EndToEnd.Support;

/// <summary>The simulated ministry as a process of its own, and its views.</summary>
sealed class SimulatorProcess : IAsyncDisposable
{
    public const string Secret = "test-secret-0001";

    readonly Child child;
    readonly HttpClient client;

    SimulatorProcess(Child child, string address)
    {
        this.child = child;
        Address = address;
        client = new() { BaseAddress = new(address) };
    }

    public string Address { get; }

    public static async Task<SimulatorProcess> Start(SimulatorOptions options)
    {
        var child = Child.Dotnet(Built.Simulator, [
            "--port", "0",
            "--applications", Text(options.Applications),
            "--regions", string.Join(',', options.Regions),
            "--days", Text(options.Days),
            "--faulty", options.Faulty.ToString(CultureInfo.InvariantCulture),
            "--seed", Text(options.Seed),
            "--sign", "HMAC-SM3", "--key", Secret,
            .. options.Faults.SelectMany(fault => new[] { "--fault", Written(fault) })]);
        return new(child, await child.Says("模拟部平台 (simulated ministry)  "));
    }

    /// <summary>Replaces the faults that are on; none = all is well.</summary>
    public async Task Switch(params IReadOnlyList<FaultSetting> faults) => await Order("/_control", new
    {
        faults = faults.Select(fault => new { fault.Name, fault.Rate, fault.Count, fault.Ms, fault.Code, fault.Rows, fault.Interface, fault.Text, fault.From, fault.Until }),
        seed = 1,
    });

    /// <summary>So many more applications as there are of these: each with these values, by field code, in the place of its own.</summary>
    public Task Admit(IReadOnlyList<Dictionary<string, string>> with) => Order("/_control/applications", new { count = with.Count, with });

    public Task Away(string how) => Order("/_control/away", new { on = true, how });

    public Task Back() => Order("/_control/away", new { on = false });

    public async Task<IReadOnlyList<JsonNode>> Ledger() => (await client.Look("/_ledger")).Items;

    public async Task<IReadOnlyList<JsonNode>> Applications() => (await client.Look("/_applications")).Items;

    public async Task<IReadOnlyList<JsonNode>> Journal() => (await client.Look("/_journal")).Items;

    /// <summary>Name of every fault -> how often it has hit.</summary>
    public async Task<IReadOnlyList<(string Name, int Hits)>> Hits() => [.. (await client.Look("/_control"))["faults"].List()
        .Select(fault => (fault["setting"]!.Text("name"), (int)fault["hits"]!))];

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await child.DisposeAsync();
    }

    async Task Order(string path, object order)
    {
        var answer = await client.Hand(path, order);
        Assert.True(answer.Status == System.Net.HttpStatusCode.OK, answer.Text);
    }

    static string Written(FaultSetting fault)
    {
        var members = new (string Name, object? Value)[]
        {
            ("rate", fault.Rate), ("count", fault.Count), ("ms", fault.Ms), ("code", fault.Code), ("rows", fault.Rows),
            ("interface", fault.Interface), ("text", fault.Text), ("from", fault.From), ("until", fault.Until),
        };
        return $"{fault.Name}:{string.Join(',', members.Where(member => member.Value is not null).Select(member => string.Create(CultureInfo.InvariantCulture, $"{member.Name}={member.Value}")))}";
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
