namespace Adapter.Torture.Kills;

enum Way { Failpoint, Running, Starting, Stop }

/// <summary>How a life is to end.</summary>
sealed record Ending
{
    static readonly TimeSpan MostRunning = TimeSpan.FromMilliseconds(120);

    public required Way Way { get; init; }
    public string Failpoint { get; init; } = "";
    public int After { get; init; }
    public string Act { get; init; } = "kill";
    /// <summary>Behind the start, or behind being ready.</summary>
    public TimeSpan Delay { get; init; }
    /// <summary>It is stopped for so long before (SIGSTOP, SIGCONT).</summary>
    public TimeSpan? Pause { get; init; }
    /// <summary>Another daemon is started in its folder.</summary>
    public bool IsDisputed { get; init; }
    /// <summary>A backup is made beside it, and killed in its midst.</summary>
    public bool IsBackedUp { get; init; }

    /// <summary>Another program holds the write lock for so long.</summary>
    public TimeSpan? Lock { get; init; }
    /// <summary>The clock of its life is ahead by so much: what it leaves behind lies in the future.</summary>
    public TimeSpan Ahead { get; init; }

    /// <summary>The binary as it is released has no failpoints, and real pauses.</summary>
    public bool IsReleased => Way is not Way.Failpoint;

    /// <summary>How lives end that look for a bug of which its file says where; null when it says nothing.</summary>
    public static Ending? At(string place, Random random) => place.Split(' ') switch
    {
        [""] => null,
        ["stop"] => new() { Way = Way.Stop, Delay = random.NextDouble() * MostRunning * 4 },
        ["disputed"] => new() { Way = Way.Running, IsDisputed = true },
        [var name, .. var act] => new() { Way = Way.Failpoint, Failpoint = name, After = random.Next(2, 6), Act = act.FirstOrDefault() ?? "kill" },
        _ => null,
    };

    /// <param name="place">Which life of the world it is.</param>
    /// <param name="start">How long a start has taken lately.</param>
    public static Ending Draw(Random random, Failpoints failpoints, int place, TimeSpan start)
    {
        var dice = random.NextDouble();
        var pause = random.NextDouble() < 0.1 ? TimeSpan.FromMilliseconds(random.Next(50, 400)) : (TimeSpan?)null;
        var (disputed, backedUp) = (random.NextDouble() < 0.04, random.NextDouble() < 0.15);
        var held = random.NextDouble() < 0.1 ? TimeSpan.FromMilliseconds(random.Next(100, 600)) : (TimeSpan?)null;
        var ahead = random.NextDouble() < 0.08 ? TimeSpan.FromHours(2) : TimeSpan.Zero;
        var share = random.NextDouble();
        if (place % 5 is 0 or 2 or 4)
        {
            var (name, after) = failpoints.Next(random);
            return new() { Way = Way.Failpoint, Failpoint = name, After = after, Act = dice < 0.15 ? "late" : "kill", Pause = pause, Ahead = ahead };
        }
        return dice switch
        {
            < 0.12 => new() { Way = Way.Stop, Delay = share * MostRunning * 2 },
            // In the second half of a start the store is opened and what was left is taken up.
            < 0.30 => new() { Way = Way.Starting, Delay = start * (0.5 + (share * 0.5)) },
            < 0.40 => new() { Way = Way.Starting, Delay = start * 1.3 * share },
            _ => new() { Way = Way.Running, Delay = share * MostRunning, Pause = pause, IsDisputed = disputed, IsBackedUp = backedUp, Lock = held },
        };
    }
}
