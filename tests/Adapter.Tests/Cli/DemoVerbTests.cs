using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Adapter.Tests.Cli;

/// <summary>The demo as a newcomer starts it: a process of its own, from an empty folder, without settings.</summary>
public sealed class DemoVerbTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("adapter-newcomer-");

    [Fact]
    public async Task The_demo_carries_everything_to_the_ministry_and_leaves_nothing_behind()
    {
        using var demo = Start("demo", "--json", "--applications", "20", "--port", "0");
        var lines = new List<JsonNode>();
        while (lines.LastOrDefault()?["key"] is null) lines.Add(JsonNode.Parse((await demo.StandardOutput.ReadLineAsync())!)!);

        var (counts, end) = (lines[^2], lines[^1]);
        Assert.Equal((20, 20 + 5 + 3, 0), ((int)counts["downloaded"]!, (int)counts["decided"]!, (int)end["undecided"]!));
        Assert.Equal((27, 1), ((int)counts["accepted"]!, (int)counts["failed"]!));
        Assert.InRange((int)counts["flagged"]!, 1, 19);
        Assert.True(end["faults"]!.AsObject().Sum(fault => (int)fault.Value!) > 0);
        Assert.Equal(27, await Held((string)end["ministry"]!));
        Assert.Equal(HttpStatusCode.OK, await Status((string)end["scalar"]!, null));
        Assert.Equal(HttpStatusCode.OK, await Status($"{end["address"]}/api/events", (string)end["key"]!));
        Assert.Single(folder.GetDirectories("adapter-demo-*"));

        await Stop(demo);
        Assert.Empty(folder.GetFileSystemInfos("adapter-demo-*"));
    }

    [Fact]
    public async Task Without_a_terminal_it_writes_lines_and_ends_in_a_table_and_the_address()
    {
        using var demo = Start("demo", "--applications", "5", "--port", "0");
        var text = "";
        while (!text.Contains("Ctrl+C")) text += await demo.StandardOutput.ReadLineAsync() + "\n";

        Assert.Contains("已下载 5  数据需核实 ", text, StringComparison.Ordinal);
        Assert.Contains("│ 部平台申请   │      5 │", text, StringComparison.Ordinal);
        Assert.Matches("本地接口   http://127.0.0.1:[0-9]+/scalar", text);
        Assert.DoesNotContain('\u001b', text);
        await Stop(demo);
    }

    [Fact]
    public async Task A_port_in_use_is_said_in_one_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var demo = Start("demo", "--port", $"{port}");

        Assert.Equal($"端口 {port} 已被占用。请换一个，或不写 --port\n", await demo.StandardError.ReadToEndAsync());
        await demo.WaitForExitAsync();
        Assert.Equal(1, demo.ExitCode);
        Assert.Empty(folder.GetFileSystemInfos("adapter-demo-*"));
    }

    Process Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "adapter.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = folder.FullName,
            Environment = { ["TMPDIR"] = folder.FullName },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    static async Task Stop(Process demo)
    {
        using var signal = Process.Start("kill", ["-INT", $"{demo.Id}"]);
        await signal.WaitForExitAsync();
        await demo.WaitForExitAsync();
        Assert.Equal((0, ""), (demo.ExitCode, await demo.StandardError.ReadToEndAsync()));
    }

    static async Task<int> Held(string ministry)
    {
        using var client = new HttpClient();
        return (int)JsonNode.Parse(await client.GetStringAsync($"{ministry}/_ledger?limit=0"))!["total"]!;
    }

    static async Task<HttpStatusCode> Status(string url, string? key)
    {
        using var client = new HttpClient();
        if (key is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return (await client.GetAsync(url)).StatusCode;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
