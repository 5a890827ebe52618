using System.Text.Json.Nodes;

namespace Adapter.EndToEnd.Support;

/// <summary>The sample client of contracts/ as a process of its own, with an empty book.</summary>
sealed class SampleClient(Province province) : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("adapter-client-");

    /// <summary>HTTP calls of all commands so far.</summary>
    public int Calls { get; private set; }

    /// <summary>Runs a command that prints what it did.</summary>
    public async Task<JsonNode> Run(params IReadOnlyList<string> command)
    {
        var done = JsonNode.Parse(Assert.Single(await Lines(command)))!;
        Calls += (int)done["calls"]!;
        return done;
    }

    /// <summary>A file of one JSON object a line.</summary>
    public string Write(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    /// <summary>What it knows from the events: applications and uploads, as <see cref="Held"/> says the same of the adapter.</summary>
    public async Task<IReadOnlyList<string>> Book() => [.. (await Lines(["show"])).Select(line => JsonNode.Parse(line)!)
        .Select(row => row.Text("book") == "application"
            ? $"{row.Text("ADC201")} {row.Text("AAB301")} {row.Text("state")} {row.Text("AAZ341")} {row["version"]}"
            : Of(row))
        .Order(StringComparer.Ordinal)];

    public static async Task<IReadOnlyList<string>> Held(HttpClient adapter)
    {
        var items = (await adapter.All("/api/applications")).Concat(await adapter.All("/api/applications?state=decided")).ToList();
        var applications = new string[items.Count];
        await Parallel.ForAsync(0, items.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (place, _) =>
        {
            var one = (await adapter.Look($"/api/applications/{items[place].Text("ADC201")}")).Body!;
            applications[place] = $"{one.Text("ADC201")} {one.Text("AAB301")} {one.Text("state")} {one["decision"]?.Text("AAZ341")} {one["version"]}";
        });
        return [.. (await adapter.All("/api/uploads")).Select(Of).Concat(applications).Order(StringComparer.Ordinal)];
    }

    public void Dispose() => folder.Delete(recursive: true);

    static string Of(JsonNode upload) => $"{Ledgers.Key(upload)} {upload.Text("ADC201")} {upload["version"]} {upload.Text("state")} {upload.Text("code")}";

    async Task<IReadOnlyList<string>> Lines(IReadOnlyList<string> command)
    {
        await using var child = Child.Start("python3", [Built.Client, "--url", province.Client.BaseAddress!.ToString(), "--book", Path.Combine(folder.FullName, "book.sqlite"), .. command],
            new Dictionary<string, string> { ["ADAPTER_KEY"] = province.Key, ["PYTHONDONTWRITEBYTECODE"] = "1", ["PYTHONIOENCODING"] = "utf-8" });
        var code = await child.Ended(TimeSpan.FromSeconds(60));
        Assert.True(code == 0, child.Said);
        return child.Output;
    }
}
