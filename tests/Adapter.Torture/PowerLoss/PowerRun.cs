using System.Diagnostics;
using Adapter.Store;

namespace Adapter.Torture.PowerLoss;

/// <summary>L2: what a power loss and a failing disk leave of the product's real files.</summary>
static class PowerRun
{
    const int FewestSteps = 300;
    // Below this the failing disks are a sample.
    const int ImagesOfALongRun = 10_000;

    /// <summary>More than one life gives; beyond that each recording has a restart in it.</summary>
    const int ImagesOfALife = 5_000;

    /// <param name="images">At least.</param>
    /// <param name="seed">The same again.</param>
    /// <param name="part">images, controls, disks, process or upgrades alone; null = all.</param>
    public static async Task<Result> Run(int images, ulong seed, string? part = null)
    {
        var (started, report) = (Stopwatch.GetTimestamp(), new Report());
        var isLong = images >= ImagesOfALongRun;
        if (part is null or "images") report.Add("images", await Lose(images, seed, report));
        if (part is null or "controls")
        {
            foreach (var bug in Controls.Negative) await Control(bug, seed, report);
        }
        if (part is null or "disks")
        {
            report.Add("failed acts", await Disturbances.Break(seed, every: isLong ? 1 : 8));
            report.Add("full disks", await Disturbances.Fill(seed, times: isLong ? 60 : 3));
            report.Mark("SQLITE_FULL seen", (long)report.Figures["full disks"]);
        }
        if (part is null or "process") report.Add("failing processes", await BrokenProcess.Run(seed));
        if (part is null or "upgrades") report.Add("statements", await Upgrades.Run(seed));
        return new()
        {
            Layer = "power",
            Seed = seed,
            Done = (long)report.Figures.GetValueOrDefault("images"),
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            Figures = report.Figures,
            Marks = report.Marks,
            Failures = report.Failures,
            Replay = $"dotnet run -c Release --project tests/Adapter.Torture -- power --images {images} --seed {seed}",
        };
    }

    static async Task<(int Images, IReadOnlyList<string> Wrong)> Lose(int images, ulong seed, Report report)
    {
        var (done, wrong) = (0, new List<string>());
        for (var own = seed; done < images; own++)
        {
            var (recording, folder) = await Record(own, lives: images - done > ImagesOfALife ? 2 : 1);
            var built = new Images(recording, new(recording, folder), own);
            wrong.AddRange(built.Look(images - done).Select(found => $"seed {own}, after step {found.Step} ({found.Loss}): {found.What}"));
            if (recording.Steps.Count < FewestSteps) wrong.Add($"seed {own}: only {recording.Steps.Count} steps were recorded");
            Directory.Delete(folder, recursive: true);
            done += built.Built;
            report.Count("steps", recording.Steps.Count);
            report.Count("promises", recording.Facts.Count);
            report.Count("starts", built.Started);
            report.Mark("checkpoint", recording.Steps.Count(step => step is { Act: DiskAct.Write, File: "adapter.db" }));
        }
        return (done, wrong);
    }

    static async Task Control(string bug, ulong seed, Report report)
    {
        var (found, images) = await Controls.Find(bug, seed);
        report.Mark($"control {bug}", found is null ? 0 : 1);
        report.Count($"images until {bug} was found", images);
        if (found is null) report.Failures.Add($"control {bug}: nothing was found in {images} images");
    }

    /// <summary>Two cycles with a restart between them, from the first file on.</summary>
    public static async Task<(Recording Recording, string Folder)> Record(ulong seed, int lives = 2)
    {
        var (clock, random) = (new Clock(), new Random((int)(seed ^ (seed >> 32))));
        await using var platform = await Platform.Open(clock, random.Next());
        var folder = Scratch.Folder("power");
        var recording = new Recording(folder);
        recording.Begin();
        Planted.Checkpoint = 20 + random.Next(60);
        for (var life = 0; life < lives; life++)
        {
            await using var product = new Product(folder, platform.Url, clock);
            await product.Start();
            var told = new Tellings(recording, product);
            if (life == 0) told.Migrated();
            await new Cycle(product, platform, clock, random, told).Run();
        }
        recording.End();
        return (recording, folder);
    }
}
