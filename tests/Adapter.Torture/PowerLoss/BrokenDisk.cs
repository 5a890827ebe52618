using System.Diagnostics;
using Adapter.Store;

namespace Adapter.Torture.PowerLoss;

/// <summary>What became of a day's work in which one act on the disk failed.</summary>
sealed record Breakage(int Act, string What, bool Failed, IReadOnlyList<string> Wrong);

/// <summary>
/// W14: the n-th write, sync or truncation fails. The writer writes no more, the program is told to end within a second,
/// and neither a restart nor a power loss then loses what was acknowledged.
/// </summary>
sealed class BrokenDisk(string template, Platform platform, ulong seed)
{
    static readonly TimeSpan MostToEnd = TimeSpan.FromSeconds(1);

    /// <summary>Fails the n-th act (from 1); with 0 none, to count them.</summary>
    public async Task<Breakage> Run(int n)
    {
        var folder = Scratch.Copy(template);
        var disk = new FailingDisk(n);
        var recording = new Recording(folder, disk.Ask);
        recording.Begin();
        var clock = new Clock();
        var product = new Product(folder, platform.Url, clock);
        var wrong = new List<string>();
        try
        {
            var cycle = new Cycle(product, platform, clock, new((int)seed), new(recording, product));
            foreach (var stage in (Func<Task>[])[() => cycle.Download(), () => cycle.Decide(2), () => cycle.Submit(1), cycle.Send])
            {
                await Try(stage);
                if (disk.FailedAt is { } at) wrong.AddRange(await Stood(product, disk, at));
                if (disk.FailedAt is not null) break;
            }
        }
        finally
        {
            recording.End();
        }
        if (disk.FailedAt is not null) wrong.AddRange(Remaining(recording, folder, n));
        await product.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        return new(n, disk.What, disk.FailedAt is not null, wrong);
    }

    /// <summary>Whether the writer has stopped for good.</summary>
    static async Task<IReadOnlyList<string>> Stood(Product product, FailingDisk disk, long at)
    {
        var (wrong, written) = (new List<string>(), disk.ActsSince);
        var ended = product.Get<StoreState>().Broken;
        await Task.WhenAny(ended, Task.Delay(TimeSpan.FromSeconds(5)));
        if (!ended.IsCompleted) wrong.Add("the program was not told to end");
        else if (Stopwatch.GetElapsedTime(at) > MostToEnd) wrong.Add($"the program was told to end after {Stopwatch.GetElapsedTime(at).TotalSeconds:F1} s");
        try
        {
            await product.Writer.Write(product.Get<Pulse>().Beat);
            wrong.Add("the writer goes on");
        }
        catch (Exception failure) when (failure is not InvalidOperationException)
        {
            // That is how it must be.
        }
        if (disk.ActsSince > written) wrong.Add($"{disk.ActsSince - written} more acts on the disk");
        return wrong;
    }

    // As a kill leaves it, and as a power loss does: what could not be synced is not there.
    IReadOnlyList<string> Remaining(Recording recording, string folder, int n)
    {
        var image = Scratch.Copy(folder);
        var disk = DiskModel.Of(template);
        foreach (var step in recording.Steps) disk.Apply(step);
        var examiner = new Examiner(recording, folder);
        List<string> wrong = [.. examiner.Look(image, recording.Steps.Count, isWhole: true).Select(what => $"after a restart: {what}")];
        foreach (var loss in (Loss[])[Loss.AllUnsynced, Loss.Torn])
        {
            Scratch.Fill(image, disk.After(loss, new(n)));
            wrong.AddRange(examiner.Look(image, recording.Steps.Count, isWhole: true).Select(what => $"after a power loss ({loss}): {what}"));
        }
        Directory.Delete(image, recursive: true);
        return wrong;
    }

    static async Task Try(Func<Task> stage)
    {
        try
        {
            await stage();
        }
        catch (Exception)
        {
            // What it was is asked of the store.
        }
    }
}
