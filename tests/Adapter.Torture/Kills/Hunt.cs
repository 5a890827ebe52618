using System.Diagnostics;

namespace Adapter.Torture.Kills;

/// <summary>Looks for a planted bug with kills, until a check breaks: one that does not is a hole in the checks.</summary>
static class Hunt
{
    const int KillsOfAWorld = 4;
    const int MostWorlds = 10;

    public static async Task<Result> For(Bug bug, Binaries binaries, ulong seed)
    {
        var started = Stopwatch.GetTimestamp();
        var tally = new Tally(seed);
        var campaign = new Campaign(binaries, tally, seed, bug);
        for (var number = 0; number < MostWorlds && !tally.HasFailed; number++) await campaign.World(number, KillsOfAWorld);
        return Bugs.Of(bug, seed, tally.Kills, started, tally.First);
    }
}
