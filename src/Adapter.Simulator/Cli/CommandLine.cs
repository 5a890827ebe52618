using System.CommandLine;
using Adapter.Wire;

namespace Adapter.Simulator;

/// <summary>The simulator on its own: <c>dotnet run --project src/Adapter.Simulator -- --port 5090</c>.</summary>
static class CommandLine
{
    public static RootCommand Root(TextWriter output, TextWriter error)
    {
        var root = new RootCommand("模拟部平台：失业登记五个接口，有记忆、可造故障 (a simulated ministry with a memory and every fault)\n"
            + "例 (example): --port 5090 --applications 200 --regions 370102,370103 --sign HMAC-SM3 --key test-secret-0001 --faulty 0.1 --fault slow:rate=0.05,ms=2000");
        foreach (var option in Switches.All) root.Add(option);
        root.SetAction((parsed, stop) => parsed.GetValue(Switches.ListFaults)
            ? Task.FromResult(ListFaults(output))
            : Guarded(async () => await Serve(Switches.Read(parsed), output, stop), error));
        return root;
    }

    public static Task<int> Run(string[] args, TextWriter output, TextWriter error) =>
        Root(output, error).Parse(args).InvokeAsync(new()
        {
            // The host ends on SIGTERM and Ctrl+C by itself.
            ProcessTerminationTimeout = null,
            Output = output,
            Error = error,
        });

    static async Task Serve(SimulatorOptions options, TextWriter output, CancellationToken stop)
    {
        await using var app = SimulatorHost.Build(options);
        await app.StartAsync(stop);
        output.WriteLine(Banner.Of(options, app.Urls.First()));
        await app.WaitForShutdownAsync(stop);
    }

    static async Task<int> Guarded(Func<Task> serve, TextWriter error)
    {
        try
        {
            await serve();
            return 0;
        }
        catch (Exception e) when (e is FormatException or KeyException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine(e.Message);
            return 1;
        }
    }

    static int ListFaults(TextWriter output)
    {
        foreach (var fault in FaultTable.All)
            output.WriteLine($"{fault.Name}  {fault.Chinese}\n    {fault.English}\n    {string.Join(", ", ["rate=1", "count", "interface", .. fault.Parameters])}");
        return 0;
    }
}
