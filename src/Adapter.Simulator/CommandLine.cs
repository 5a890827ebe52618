namespace Adapter.Simulator;

static class CommandLine
{
    public static async Task<int> Run(string[] args)
    {
        await using var app = SimulatorHost.Build(new() { Port = 5090, Applications = 200 });
        await app.RunAsync();
        return 0;
    }
}
