namespace Adapter.Torture.Kills;

/// <summary>L3: the published program, killed over and over while people work and the ministry fails; then compared.</summary>
sealed class Campaign(Binaries binaries, Tally tally, ulong seed, Bug? bug = null)
{
    /// <summary>Kills of a world before it is let come to rest and compared.</summary>
    const int KillsOfAWorld = 25;
    const int MostLives = 60;
    /// <summary>Of so many kills a share is due to each failpoint; fewer are too few to ask it.</summary>
    const int Many = 1000;
    const int ShareOfAFailpoint = 40;

    int next;

    public static async Task<Result> Run(Binaries binaries, int kills, ulong seed)
    {
        var tally = new Tally(seed);
        var campaign = new Campaign(binaries, tally, seed);
        await Task.WhenAll(Enumerable.Range(0, Math.Max(2, Environment.ProcessorCount / 2)).Select(_ => Task.Run(() => campaign.Lane(kills))));
        if (kills >= Many)
            foreach (var name in Failpoints.Names.Where(name => tally.Failpoints.Hits.GetValueOrDefault(name) < kills / ShareOfAFailpoint))
                tally.Fail($"void: {name} ended too few processes");
        return tally.Result("kills", $"dotnet run -c Release --project tests/Adapter.Torture -- kill --kills {kills} --seed {seed}");
    }

    async Task Lane(int kills)
    {
        // A world takes its share before it begins: what the other lane has under way is not done once more.
        for (int number; (number = Interlocked.Increment(ref next) - 1) * KillsOfAWorld < kills;)
            await World(number, Math.Min(KillsOfAWorld, kills - (number * KillsOfAWorld)));
    }

    /// <summary>One world from its first life to the comparison.</summary>
    public async Task World(int number, int kills)
    {
        var own = unchecked((int)((seed + (ulong)number) % 1_000_000));
        var random = new Random(own);
        await using var world = await Kills.World.Open(binaries, own, bug?.Name);
        await world.Ministry.Switch(Rates.Draw(random), own);
        var (killed, before) = (0, false);
        for (var place = 0; killed < kills && place < MostLives; place++)
        {
            await world.Ministry.Issue(random.Next(1, 6));
            var life = await new Living(world).Lead(Draw(random, place), random.Next(0, 4));
            if (life is { WasKilled: true, Ending.Way: Way.Failpoint, WasHit: true }) tally.Failpoints.Hit(life.Ending.Failpoint);
            for (var backup = 0; backup < life.BrokenBackups; backup++) tally.Failpoints.Hit(Failpoints.MidBackup);
            tally.Add(life, before);
            before = life.WasKilled;
            // A stop counts as well where a bug is looked for by stops.
            if (life.WasKilled || bug is not null) killed++;
            if (life.Wrongs.Count > 0) break;
        }
        await Compare(world, $"kill --kills {kills} --seed {own}");
    }

    Ending Draw(Random random, int place) => Ending.At(bug?.At ?? "", random) ?? Ending.Draw(random, tally.Failpoints, place, tally.Start);

    async Task Compare(World world, string replay)
    {
        var draining = new Draining(world);
        await draining.Lead();
        var evidence = Evidence.Of(world, draining.Metrics);
        var breaches = Checker.Check(evidence);
        if (bug is null && breaches.Count > 0 && !tally.HasFailed) world.Keep();
        tally.Add(evidence, breaches, draining.Seconds, replay);
    }
}
