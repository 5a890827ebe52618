namespace Adapter.Torture.PowerLoss;

/// <summary>Bugs that must be seen: what is not found says that the images prove nothing.</summary>
static class Controls
{
    /// <summary>Each fails for certain: a day's work with fewer syncs.</summary>
    public static IReadOnlyList<string> Negative { get; } = ["sync-normal", "sync-off"];

    /// <summary>Bugs that a power loss does not show, but a failing disk.</summary>
    static readonly IReadOnlyList<string> OfABrokenDisk = ["io-error-retried", "checkpoint-unheard"];

    /// <summary>The first thing that is found in a recording with the bug; null when it is not found.</summary>
    public static async Task<(string? Found, long Images)> Find(string bug, ulong seed)
    {
        Planted.Bug = bug;
        try
        {
            if (OfABrokenDisk.Contains(bug))
            {
                var (failed, wrong) = await Disturbances.Break(seed, every: 3, isSearch: true);
                return (wrong.FirstOrDefault(), failed);
            }
            var (recording, folder) = await PowerRun.Record(seed, lives: 1);
            var images = new Images(recording, new(recording, folder), seed);
            var found = images.Search();
            Directory.Delete(folder, recursive: true);
            return (found is null ? null : $"after step {found.Step} ({found.Loss}): {found.What}", images.Built);
        }
        finally
        {
            Planted.Bug = null;
        }
    }
}
