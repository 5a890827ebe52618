using System.Reflection;
using System.Text.RegularExpressions;
using Adapter.Contracts;
using Adapter.Simulator;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace Adapter.EndToEnd.Support;

/// <summary>What stands in one region: by the names of what the addresses of pages have in braces.</summary>
/// <param name="Values">For the addresses of pages.</param>
/// <param name="Marks">Numbers and words that no page shows to who has no business there.</param>
sealed record Furniture(IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Marks);

/// <summary>A desk with a pending case, results that were taken, refused and replayed in each of two regions.</summary>
public sealed partial class FurnishedDesk : IAsyncLifetime
{
    public const string Own = "370102";
    public const string Foreign = "370103";

    readonly Dictionary<string, Furniture> regions = [];

    public DeskRun Run { get; } = new();

    /// <summary>Every page of the desk: its address, and the right that opens it.</summary>
    public static IReadOnlyList<(string Address, string Right)> Pages { get; } = [.. Assembly.LoadFrom(Built.Adapter).GetTypes()
        .Where(type => type.IsAssignableTo(typeof(IComponent)))
        .SelectMany(type => type.GetCustomAttributes<RouteAttribute>().Select(route => (route.Template, type.GetCustomAttribute<AuthorizeAttribute>()?.Policy ?? "see")))];

    public async Task InitializeAsync()
    {
        await Run.InitializeAsync();
        foreach (var region in new[] { Own, Foreign }) regions[region] = await Furnish(region);
    }

    public Task DisposeAsync() => Run.DisposeAsync();

    internal Furniture Of(string region) => regions[region];

    /// <summary>The address of a page about what stands in a region.</summary>
    internal string Path(string address, string region) => Placeholder().Replace(address, match => regions[region].Values[match.Groups[1].Value]);

    async Task<Furniture> Furnish(string region)
    {
        var records = new CounterRecords([region], seed: int.Parse(region, System.Globalization.CultureInfo.InvariantCulture)).Results(3);
        var (client, ministry) = (Run.Province.Client, Run.Province.Ministry);
        await new Driver(client).Submit([records[0]]);
        await Run.Province.Drained(TimeSpan.FromSeconds(60));
        await ministry.Switch(new FaultSetting { Name = "row-failure", Rate = 1, Rows = 10, Code = "30000001" });
        await new Driver(client).Submit(records.Skip(1));
        await Run.Province.Drained(TimeSpan.FromSeconds(60));
        await ministry.Switch();
        var reason = $"部平台已恢复，{region}";
        var pending = (await client.All($"/api/applications?state=pending&region={region}"))[0]["ADC201"]!.GetValue<string>();
        var job = await client.Hand("/api/uploads/replay", new { keys = new[] { Key(records[1]) }, reason });
        string[] marks = [pending, reason, .. records.Select(record => record["AAZ341"]!)];
        return new(new Dictionary<string, string>
        {
            ["ADC201"] = pending,
            ["Kind"] = records[0].Kind.Name,
            ["AAB301"] = region,
            ["AAZ341"] = records[0]["AAZ341"]!,
            ["Id"] = $"{job["id"]}",
            ["Code"] = "30000001",
        }, marks);
    }

    static string Key(Message record) => $"{record.Kind.Name}/{record.Key}";

    [GeneratedRegex(@"\{(\w+)(?::\w+)?\}")]
    private static partial Regex Placeholder();
}
