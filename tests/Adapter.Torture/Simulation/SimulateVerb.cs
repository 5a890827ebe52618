using System.Text.Json;

namespace Adapter.Torture;

/// <summary>simulate --crashes N --seed S [--bug NAME] | simulate --world SEED [--tell] [--bug NAME] | simulate --bugs [--seed S]</summary>
static class SimulateVerb
{
    const long Crashes = 10_000;

    public static int Show(string[] args)
    {
        var result = Run(args);
        Console.WriteLine(JsonSerializer.Serialize(result));
        return result.Failures.Count > 0 || result.Marks.ContainsValue(0) ? 1 : 0;
    }

    static Result Run(string[] args)
    {
        Planted.Bug = Value(args, "--bug");
        var seed = ulong.Parse(Value(args, "--seed") ?? "1");
        if (args.Contains("--bugs")) return Simulation.Bugs(seed);
        return Value(args, "--world") is { } world
            ? Simulation.World(ulong.Parse(world), args.Contains("--tell") ? Console.Error.WriteLine : null)
            : Simulation.Run(long.Parse(Value(args, "--crashes") ?? $"{Crashes}"), seed);
    }

    static string? Value(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var place && place + 1 < args.Length ? args[place + 1] : null;
}
