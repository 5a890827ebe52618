using System.CommandLine;
using Adapter.Torture.Kills;
using Adapter.Torture.PowerLoss;

namespace Adapter.Torture;

/// <summary>The verbs. Each ends with one JSON on standard output, and with 1 when something failed.</summary>
static class CommandLine
{
    static readonly Option<ulong?> Seed = new("--seed") { Description = "the same again; a new one otherwise" };
    static readonly Option<string> Released = new("--released") { Description = "folder of the published program", DefaultValueFactory = _ => Published.Folder("released") };
    static readonly Option<string> Torture = new("--torture") { Description = "folder of the program published with -p:Failpoints=true", DefaultValueFactory = _ => Published.Folder("torture") };
    static readonly Option<long> Crashes = new("--crashes") { DefaultValueFactory = _ => 10_000 };
    static readonly Option<ulong?> World = new("--world") { Description = "one world alone, by its seed" };
    static readonly Option<bool> Tell = new("--tell") { Description = "what happens in it" };
    static readonly Option<int> Images = Number("--images", 2000);
    static readonly Option<string?> Part = new("--part") { Description = "images, controls, disks, process or upgrades alone" };
    static readonly Option<int> Kills = Number("--kills", 200);
    static readonly Option<int> Held = Number("--locks", 500);
    static readonly Option<int> Told = Number("--stops", 300);
    static readonly Option<int> Rows = Number("--rows", 100_000);
    static readonly Option<string?> OfOne = new("--bug") { Description = "this one alone; for bugs also those of a layer: simulation, power, kills" };
    static readonly Option<string> OfBudget = new("--budget") { Description = "commit, evening, nightly or release", DefaultValueFactory = _ => "commit" };
    static readonly Option<string?> Out = new("--out") { Description = "a file for the report, else standard output" };

    public static Task<int> Run(string[] args)
    {
        var root = new RootCommand("The torture of the adapter")
        {
            Verb("simulate", "L1: worlds by their seeds, crashed at every turn", Simulate, Crashes, World, Tell, OfOne),
            Verb("power", "L2: what a power loss leaves of the disk", (parsed, seed) => One(PowerRun.Run(parsed.GetValue(Images), seed, parsed.GetValue(Part))), Images, Part),
            Verb("kill", "L3: the published program, killed", (parsed, seed) => One(Campaign.Run(BinariesOf(parsed), parsed.GetValue(Kills), seed)), Kills),
            Verb("locks", "another program holds the database", (parsed, seed) => One(Locks.Run(BinariesOf(parsed), parsed.GetValue(Held), seed)), Held),
            Verb("stops", "SIGTERM with calls under way", (parsed, seed) => One(Stops.Run(BinariesOf(parsed), parsed.GetValue(Told), seed)), Told),
            Verb("ready", "how long a start takes after a kill", (parsed, seed) => One(Readiness.Run(BinariesOf(parsed), parsed.GetValue(Rows), seed)), Rows),
            Verb("purity", "the released program holds no failpoint", (parsed, _) => One(Task.FromResult(Purity.Check(BinariesOf(parsed))))),
            Verb("bugs", "every planted bug is found", FindBugs, OfOne),
            Verb("all", "a whole budget", RunAll, OfBudget),
        };
        // What was started is ended by whoever ends this program (Daemon).
        return root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = null });
    }

    static async Task<Outcome> One(Task<Result> running)
    {
        var result = await running;
        return new(result, result.Failures.Count == 0);
    }

    static Task<Outcome> Simulate(ParseResult parsed, ulong seed)
    {
        Planted.Bug = parsed.GetValue(OfOne);
        return One(Task.Run(() => parsed.GetValue(World) is { } world
            ? Simulation.World(world, parsed.GetValue(Tell) ? Progress.Say : null)
            : Simulation.Run(parsed.GetValue(Crashes), seed)));
    }

    static async Task<Outcome> FindBugs(ParseResult parsed, ulong seed)
    {
        var results = new List<Result>();
        foreach (var bug in Bug.All.Where(bug => parsed.GetValue(OfOne) is not { } name || name == bug.Name || name == bug.FoundBy))
        {
            results.Add(await Bugs.Find(bug, BinariesOf(parsed), seed, Budget.All[0].Crashes));
            Progress.Say($"{bug.Name}: {results[^1].Found ?? results[^1].Failures[0]} ({results[^1].Seconds} s)");
        }
        return new(results, results.Count > 0 && results.All(result => result.Failures.Count == 0));
    }

    static async Task<Outcome> RunAll(ParseResult parsed, ulong seed)
    {
        var budget = Budget.All.First(budget => budget.Name == parsed.GetValue(OfBudget));
        Progress.Say($"seed {seed}");
        var report = await new Whole(budget, seed, BinariesOf(parsed)).Run();
        foreach (var mark in report.Missing) Progress.Say($"FAILED mark never seen: {mark}");
        return new(report, report.Failed == 0);
    }

    static Command Verb(string name, string description, Func<ParseResult, ulong, Task<Outcome>> run, params Option[] options)
    {
        var command = new Command(name, description) { Seed, Released, Torture, Out };
        foreach (var option in options) command.Add(option);
        command.SetAction(async (parsed, _) =>
        {
            if (name is not ("simulate" or "power") && BinariesOf(parsed).WhatIsMissing() is { } missing)
            {
                Progress.Say(missing);
                return 1;
            }
            var outcome = await run(parsed, parsed.GetValue(Seed) ?? (ulong)Random.Shared.NextInt64(1_000_000));
            if (parsed.GetValue(Out) is { } file) await File.WriteAllTextAsync(file, Report.Json(outcome.Shown));
            else Console.WriteLine(Report.Json(outcome.Shown));
            return outcome.IsGood ? 0 : 1;
        });
        return command;
    }

    static Option<int> Number(string name, int otherwise) => new(name) { DefaultValueFactory = _ => otherwise };

    static Binaries BinariesOf(ParseResult parsed) => new(parsed.GetRequiredValue(Released), parsed.GetRequiredValue(Torture));

    sealed record Outcome(object Shown, bool IsGood);
}
