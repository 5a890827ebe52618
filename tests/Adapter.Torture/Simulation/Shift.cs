namespace Adapter.Torture.Worlds;

/// <summary>What the threads of a run share: the next seed, what was done, what was seen.</summary>
sealed class Shift(ulong seed, long crashes, int mostFailures)
{
    const int Repeated = 200;
    const long Step = 1000;

    readonly Lock gate = new();
    readonly Dice seeds = new(seed);
    TimeSpan told;
    int next;

    public IReadOnlyList<ulong> First { get; init; } = [];
    public Tally Tally { get; } = new();
    public long Crashes { get; private set; }
    public long Worlds { get; private set; }
    /// <summary>Worlds that were run again, to see that they are the same.</summary>
    public long Twice { get; private set; }

    public void Work(Ground ground)
    {
        while (Next() is { } next)
        {
            var world = Run(next, ground);
            // The same seed must give the same world, or no failure could ever be looked at.
            var isTwice = next % Repeated == 0;
            if (isTwice && Run(next, ground).Traced != world.Traced) world.Tally.Fail("the same seed gave another world");
            Take(next, world, isTwice);
        }
    }

    public static World Run(ulong seed, Ground ground, Action<string>? told = null)
    {
        var world = new World(seed, ground) { Told = told };
        try
        {
            world.Run();
        }
        catch (Exception failure)
        {
            world.Tally.Fail($"{failure.GetType().Name}: {failure.Message} {failure.StackTrace}");
        }
        return world;
    }

    // What a crash costs is said in time of a processor: how busy the machine is has no part in it.
    void Tell()
    {
        var spent = Environment.CpuUsage.TotalTime;
        Progress.Say($"{Crashes} crashes, {(spent - told).TotalMilliseconds / Step:0.00} ms of a core each, {Tally.Failures.Count} failures");
        told = spent;
    }

    ulong? Next()
    {
        lock (gate)
        {
            if (Crashes >= crashes || Tally.Failures.Count >= mostFailures) return null;
            return next < First.Count ? First[next++] : seeds.Next();
        }
    }

    void Take(ulong seed, World world, bool isTwice)
    {
        lock (gate)
        {
            Crashes += world.Crashes;
            Worlds++;
            if (isTwice) Twice++;
            if (Crashes / Step > (Crashes - world.Crashes) / Step) Tell();
            for (var place = 0; place < world.Tally.Failures.Count; place++)
            {
                world.Tally.Failures[place] += $" (simulate --world {seed}{(Planted.Bug is { } bug ? $" --bug {bug}" : "")})";
                Progress.Say(world.Tally.Failures[place]);
            }
            Tally.Add(world.Tally);
        }
    }
}
