using System.Diagnostics;
using System.Reflection;
using Adapter.Torture.Worlds;

namespace Adapter.Torture;

/// <summary>The first layer: worlds of which each is a seed, one on each core, until so many crashes are done.</summary>
static class Simulation
{
    const int Threads = 2;
    const int MostFailures = 20;
    const string Command = "dotnet run -c Release --project tests/Adapter.Torture --";

    static readonly string[] Expected =
    [
        "duplicate-same", "duplicate-different", "repair found a lost row", "busy", "full", "kill during recovery", "partial batch",
        "quarantine", "clock jumped", "clock clamp used",
    ];

    public static Result Run(Budget budget, ulong seed) => Run(budget.Crashes, seed);

    /// <summary>The worlds that once failed, and then new ones.</summary>
    public static Result Run(long crashes, ulong seed)
    {
        var watch = Stopwatch.StartNew();
        var shift = Work(new(seed, crashes, MostFailures) { First = Known });
        foreach (var mark in Expected) shift.Tally.Mark(mark, 0);
        return new()
        {
            Layer = "simulation",
            Seed = seed,
            Done = shift.Crashes,
            Seconds = watch.Elapsed.TotalSeconds,
            Figures = new(StringComparer.Ordinal) { ["worlds"] = shift.Worlds, ["worlds run twice"] = shift.Twice },
            Hits = shift.Tally.Hits,
            Marks = shift.Tally.Marks,
            Failures = shift.Tally.Failures,
            Replay = $"{Command} simulate --crashes {crashes} --seed {seed}",
        };
    }

    /// <summary>What first showed a bug that is planted, null when nothing did, and how many crashes it took.</summary>
    public static (string? Found, long Crashes) Find(string bug, ulong seed, long most)
    {
        Planted.Bug = bug;
        try
        {
            var shift = Work(new(seed, most, 1));
            return (shift.Tally.Failures.FirstOrDefault(), shift.Crashes);
        }
        finally
        {
            Planted.Bug = null;
        }
    }

    /// <summary>One world alone.</summary>
    public static Result World(ulong seed, Action<string>? told)
    {
        var world = Shift.Run(seed, Grounds.Value[0], told);
        return new()
        {
            Layer = "simulation",
            Seed = seed,
            Done = world.Crashes,
            Hits = world.Tally.Hits,
            Failures = world.Tally.Failures,
            Replay = $"{Command} simulate --world {seed} --tell",
        };
    }

    // A store is migrated once for all runs of the process.
    static readonly Lazy<List<Ground>> Grounds = new(Prepare);

    static IReadOnlyList<ulong> Known
    {
        get
        {
            using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("seeds")!);
            return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => ulong.Parse(line.Split(' ')[0]))];
        }
    }

    static List<Ground> Prepare()
    {
        Failpoint.OnHit = name => (Hooks.Current as Life)?.Hit(name);
        List<Ground> grounds = [.. Enumerable.Range(0, Threads).Select(number => new Ground(number))];
        AppDomain.CurrentDomain.ProcessExit += (_, _) => grounds.ForEach(ground => ground.Dispose());
        return grounds;
    }

    static Shift Work(Shift shift)
    {
        var threads = Grounds.Value.ConvertAll(ground => new Thread(() => shift.Work(ground)));
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return shift;
    }
}
