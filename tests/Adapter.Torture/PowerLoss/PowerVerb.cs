using System.Globalization;

namespace Adapter.Torture.PowerLoss;

/// <summary>This layer alone, or one bug that it must find.</summary>
static class PowerVerb
{
    const string Usage = "power [--images N] [--seed S] [--part images|controls|disks|process|upgrades] | power --bug NAME [--seed S]";

    public static async Task<int> Run(string[] args)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(Usage);
            return 0;
        }
        var seed = ulong.Parse(Given(args, "--seed") ?? $"{Random.Shared.Next()}", CultureInfo.InvariantCulture);
        if (Given(args, "--bug") is { } bug) return await Look(bug, seed);
        var result = await PowerRun.Run(int.Parse(Given(args, "--images") ?? "2000", CultureInfo.InvariantCulture), seed, Given(args, "--part"));
        Console.WriteLine(Torture.Report.Json(result));
        return result.Failures.Count > 0 || result.Marks.ContainsValue(0) ? 1 : 0;
    }

    static async Task<int> Look(string bug, ulong seed)
    {
        var (found, tries) = await Controls.Find(bug, seed);
        Console.WriteLine($"{bug}: {found ?? "not found"} ({tries} tries, seed {seed})");
        return found is null ? 1 : 0;
    }

    static string? Given(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var place && place + 1 < args.Length ? args[place + 1] : null;
}
