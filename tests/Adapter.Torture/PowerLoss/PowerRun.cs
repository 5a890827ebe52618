using System.Diagnostics;
using Adapter.Store;

namespace Adapter.Torture.PowerLoss;

/// <summary>L2: what a power loss and a failing disk leave of the product's real files.</summary>
static class PowerRun
{
    const int FewestSteps = 300;

    public static async Task<Result> Run(int images, ulong seed)
    {
        var started = Stopwatch.GetTimestamp();
        var failures = new List<string>();
        var (done, steps, cycles, facts) = (0L, 0L, 0L, 0L);
        for (var own = seed; done < images; own++)
        {
            var (recording, folder) = await Record(own);
            var built = new Images(recording, new(recording, folder), own);
            failures.AddRange(built.Look(images).Select(found => $"seed {own}, after step {found.Step} ({found.Loss}): {found.What}"));
            if (recording.Steps.Count < FewestSteps) failures.Add($"seed {own}: only {recording.Steps.Count} steps were recorded");
            Directory.Delete(folder, recursive: true);
            (done, steps, cycles, facts) = (done + built.Built, steps + recording.Steps.Count, cycles + 1, facts + recording.Facts.Count);
        }
        return new()
        {
            Layer = "power",
            Seed = seed,
            Done = done,
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            Figures = new() { ["cycles"] = cycles, ["steps"] = steps, ["promises"] = facts },
            Failures = failures,
            Replay = $"dotnet run -c Release --project tests/Adapter.Torture -- power --images {images} --seed {seed}",
        };
    }

    /// <summary>Two cycles with a restart between them, from the first file on.</summary>
    public static async Task<(Recording Recording, string Folder)> Record(ulong seed)
    {
        var (clock, random) = (new Clock(), new Random((int)(seed ^ (seed >> 32))));
        await using var platform = await Platform.Open(clock, random.Next());
        var folder = Scratch.Folder("power");
        var recording = new Recording(folder);
        recording.Begin();
        Planted.Checkpoint = $"{20 + random.Next(60)}";
        for (var life = 0; life < 2; life++)
        {
            await using var product = new Product(folder, platform.Url, clock);
            product.Get<Migration>().Run();
            var told = new Tellings(recording, product);
            if (life == 0) told.Migrated();
            await new Cycle(product, platform, clock, random, told).Run();
        }
        recording.End();
        return (recording, folder);
    }
}
