using System.Text.Json;
using System.Text.Json.Nodes;
using Adapter.Cli;
using Adapter.Settings;
using Microsoft.Data.Sqlite;

namespace Adapter.Tests.Support;

/// <summary>What a verb ended with.</summary>
sealed record Ended(int Exit, string Output, string Error)
{
    /// <summary>Output of <c>--json</c>.</summary>
    public IReadOnlyList<JsonNode> Lines => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
}

/// <summary>Runs verbs as a user does, with a settings file and a data directory of their own or those of a daemon.</summary>
sealed class Commands : IDisposable
{
    static readonly SemaphoreSlim standardInput = new(1);
    readonly string folder = Directory.CreateTempSubdirectory("adapter-cli-").FullName;

    public Commands(string? ministry = null, params string[] regions) => Write(new JsonObject
    {
        ["DataDirectory"] = Path.Combine(folder, "data"),
        ["Listen"] = "http://127.0.0.1:1",
        ["Regions"] = new JsonArray([.. regions.Select(region => (JsonNode)region)]),
        ["Ministry"] = Ministry(ministry ?? ""),
    });

    /// <summary>On the store of a daemon that runs, or ran, as the fixture's.</summary>
    public Commands(AppFixture daemon) => Write(new JsonObject
    {
        ["DataDirectory"] = daemon.Get<AdapterSettings>().DataDirectory,
        ["Listen"] = daemon.App.Urls.First(),
        ["Regions"] = new JsonArray([.. daemon.Ministry.Regions.Select(region => (JsonNode)region)]),
    });

    public async Task<Ended> Run(params IEnumerable<string> args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exit = await CommandLine.Run([.. args, "--settings", Settings], output, error);
        return new(exit, output.ToString(), error.ToString());
    }

    /// <summary>Written by hand: its words are divided by spaces.</summary>
    public Task<Ended> Run(string line) => Run(line.Split(' '));

    /// <summary>With this on standard input, of which a process has one.</summary>
    public async Task<Ended> Asked(string input, string line)
    {
        await standardInput.WaitAsync();
        var before = Console.In;
        Console.SetIn(new StringReader(input));
        try
        {
            return await Run(line);
        }
        finally
        {
            Console.SetIn(before);
            standardInput.Release();
        }
    }

    public string File(string name, string text)
    {
        var file = Path.Combine(folder, name);
        System.IO.File.WriteAllText(file, text);
        return file;
    }

    /// <summary>The keys of a daemon in the data directory of these verbs, as an operator brings them to a new machine.</summary>
    public void BringKeys(AppFixture daemon)
    {
        var keys = Directory.CreateDirectory(Path.Combine(folder, "data", "keys")).FullName;
        foreach (var key in Directory.EnumerateFiles(Path.Combine(daemon.Get<AdapterSettings>().DataDirectory, "keys")))
            System.IO.File.Copy(key, Path.Combine(keys, Path.GetFileName(key)));
    }

    public string Settings => Path.Combine(folder, "settings.json");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    static JsonObject Ministry(string url) => new()
    {
        ["BaseUrl"] = url,
        ["Sender"] = "330000SYDJ01",
        ["Sign"] = new JsonObject { ["Type"] = "NONE" },
        ["AllowPlainHttp"] = true,
    };

    void Write(JsonObject settings) => File("settings.json", JsonSerializer.Serialize(new { Adapter = settings }));
}
