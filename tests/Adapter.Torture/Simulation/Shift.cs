namespace Adapter.Torture.Worlds;

/// <summary>What the threads of a run share: the next seed, what was done, what was seen.</summary>
sealed class Shift(ulong seed, long crashes)
{
    const int MostFailures = 20;
    const int Repeated = 200;

    readonly Lock gate = new();
    readonly Dice seeds = new(seed);

    public Tally Tally { get; } = new();
    public long Crashes { get; private set; }
    public long Worlds { get; private set; }

    public void Work(int number)
    {
        using var ground = new Ground(number);
        while (Next() is { } next)
        {
            var world = Run(next, ground);
            // The same seed must give the same world, or no failure could ever be looked at.
            if (next % Repeated == 0 && Run(next, ground).Traced != world.Traced) world.Tally.Fail("the same seed gave another world");
            Take(next, world);
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

    ulong? Next()
    {
        lock (gate) return Crashes >= crashes || Tally.Failures.Count >= MostFailures ? null : seeds.Next();
    }

    void Take(ulong next, World world)
    {
        lock (gate)
        {
            Crashes += world.Crashes;
            Worlds++;
            for (var place = 0; place < world.Tally.Failures.Count; place++) world.Tally.Failures[place] += $" (simulate --world {next})";
            Tally.Add(world.Tally);
        }
    }
}
