namespace Adapter.Torture.PowerLoss;

/// <summary>Broken and full disks under a day's work, act by act.</summary>
static class Disturbances
{
    const int FewestActs = 40;

    /// <summary>A store with some work in it, closed.</summary>
    public static async Task<string> Template(Platform platform, ulong seed)
    {
        Planted.Checkpoint = 20;
        var (clock, folder) = (new Clock(), Scratch.Folder("template"));
        await using var product = new Product(folder, platform.Url, clock);
        await product.Start();
        var cycle = new Cycle(product, platform, clock, new((int)seed), new(new(folder), product));
        await cycle.Download();
        await cycle.Decide(1);
        return folder;
    }

    /// <summary>Every act in turn, or every so many.</summary>
    /// <param name="seed">Chooses the work.</param>
    /// <param name="every">Every so many.</param>
    /// <param name="isSearch">Until something is wrong.</param>
    public static async Task<(int Failed, IReadOnlyList<string> Wrong)> Break(ulong seed, int every = 1, bool isSearch = false)
    {
        string template;
        await using (var platform = await Platform.Open(new Clock(), (int)seed)) template = await Template(platform, seed);
        var (failed, wrong, started) = (0, new List<string>(), 1 + (int)(seed % (ulong)every));
        for (var n = started; ; n += every)
        {
            // Always a new one: what an earlier life left there would be more work for the next.
            await using var platform = await Platform.Open(new Clock(), (int)seed);
            var breakage = await new BrokenDisk(template, platform, seed).Run(n);
            if (!breakage.Failed) break;
            failed++;
            wrong.AddRange(breakage.Wrong.Select(what => $"act {n} ({breakage.What}) failed: {what}"));
            if (isSearch && wrong.Count > 0) break;
        }
        Directory.Delete(template, recursive: true);
        if (wrong.Count == 0 && failed * every < FewestActs) wrong.Add($"only {failed} acts could be failed");
        return (failed, wrong);
    }

    public static async Task<(int Full, IReadOnlyList<string> Wrong)> Fill(ulong seed, int times)
    {
        await using var platform = await Platform.Open(new Clock(), (int)seed);
        var template = await Template(platform, seed);
        var (full, wrong) = (0, new List<string>());
        for (var time = 0; time < times; time++)
        {
            var n = 1 + (int)((seed + (ulong)time * 37) % 150);
            var (met, what) = await new FullDisk(template, platform, seed + (ulong)time).Run(n);
            if (met) full++;
            wrong.AddRange(what.Select(line => $"full from write {n} on: {line}"));
        }
        Directory.Delete(template, recursive: true);
        if (full == 0) wrong.Add("the disk was never full");
        return (full, wrong);
    }
}
