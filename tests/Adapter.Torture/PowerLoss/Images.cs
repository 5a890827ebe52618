using System.Collections.Concurrent;

namespace Adapter.Torture.PowerLoss;

/// <summary>An image in which something was wrong.</summary>
sealed record Finding(int Step, Loss Loss, string What);

/// <summary>Builds what each instant of a recording leaves on the disk when the power goes, and has it examined.</summary>
sealed class Images(Recording recording, Examiner examiner, ulong seed)
{
    const int Workers = 2;
    const int InOneStart = 16;
    // While the files and the schema come to be, every image is started on.
    const int AllStarted = 60;
    static readonly Loss[] Losses = [Loss.AllUnsynced, Loss.Some, Loss.Torn, Loss.Garbage];

    /// <summary>Digests of files that the product was started on.</summary>
    readonly ConcurrentDictionary<string, bool> started = new(StringComparer.Ordinal);
    int built;

    public int Built => built;
    public int Started => started.Count;

    /// <summary>Every instant; the whole ones first, as they tell which states there are.</summary>
    /// <param name="most">About so many images: each instant takes one kind of loss, then as many take another as are wanted.</param>
    public IReadOnlyList<Finding> Look(int most)
    {
        var found = Pass(_ => [Loss.Nothing]).ToList();
        for (var (turn, once) = (0, 1); turn < Losses.Length && (turn == 0 || built < most); turn++)
        {
            var (before, stride, shift) = (built, turn == 0 ? 1 : Math.Max(1, once / (most - built)), turn);
            found.AddRange(Pass(step => step % stride == 0 ? [Losses[(step + shift) % Losses.Length]] : []));
            if (turn == 0) once = built - before;
        }
        return found;
    }

    /// <summary>The first thing that is found at the instants at which most is at stake: the first ones, and when something was promised.</summary>
    public Finding? Search()
    {
        var folder = Scratch.Folder("image");
        var promised = recording.Facts.Select(fact => fact.After).ToHashSet();
        var disk = new DiskModel();
        Finding? found = null;
        for (var step = 0; step <= recording.Steps.Count && found is null; step++)
        {
            if (step > 0) disk.Apply(recording.Steps[step - 1]);
            if (step > AllStarted && !promised.Contains(step)) continue;
            // A name without its content is there after a kill too.
            if (step <= AllStarted) found = Of(folder, disk, step, Loss.Nothing, isJudged: false);
            found ??= Of(folder, disk, step, Loss.AllUnsynced, isJudged: false) ?? Of(folder, disk, step, Loss.Some, isJudged: false);
        }
        Directory.Delete(folder, recursive: true);
        return found;
    }

    IEnumerable<Finding> Pass(Func<int, IEnumerable<Loss>> losses)
    {
        var found = new List<Finding>[Workers];
        Parallel.For(0, Workers, new() { MaxDegreeOfParallelism = Workers }, worker => found[worker] = Share(worker, losses));
        return found.SelectMany(part => part).OrderBy(finding => finding.Step);
    }

    List<Finding> Share(int worker, Func<int, IEnumerable<Loss>> losses)
    {
        var folder = Scratch.Folder("image");
        var disk = new DiskModel();
        var found = new List<Finding>();
        for (var step = 0; step <= recording.Steps.Count; step++)
        {
            if (step > 0) disk.Apply(recording.Steps[step - 1]);
            if (step / 16 % Workers != worker) continue;
            foreach (var loss in losses(step))
            {
                // Nothing can be lost: the image is the whole one.
                if (loss != Loss.Nothing && !disk.IsAtRisk) continue;
                if (Of(folder, disk, step, loss, isJudged: true) is { } finding) found.Add(finding);
            }
        }
        Directory.Delete(folder, recursive: true);
        return found;
    }

    /// <param name="folder">Where it is built.</param>
    /// <param name="disk">The disk after so many steps.</param>
    /// <param name="step">How many.</param>
    /// <param name="loss">What happens to the rest.</param>
    /// <param name="isJudged">The states that were committed are known: it must be one of them.</param>
    Finding? Of(string folder, DiskModel disk, int step, Loss loss, bool isJudged)
    {
        List<(string Name, byte[] Content)> files = [.. disk.After(loss, Chance(step, loss))];
        Scratch.Fill(folder, files);
        Interlocked.Increment(ref built);
        var wrong = examiner.Look(folder, step, isWhole: loss == Loss.Nothing || !isJudged);
        var isStarted = step < AllStarted || !isJudged || Chance(step, loss).Next(InOneStart) == 0;
        // The files once more as they were: the first look has recovered them.
        if (wrong.Count == 0 && isStarted && started.TryAdd(Files.Digest(files), true)) wrong = Restart.WhatIsWrong(folder, files);
        return wrong.Count == 0 ? null : new(step, loss, wrong[0]);
    }

    Random Chance(int step, Loss loss) => new((int)(seed ^ (seed >> 32)) ^ (step * 31) ^ ((int)loss << 24));
}
