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

    int built;

    public int Built => built;

    /// <summary>Every instant; the whole ones first, as they tell which states there are.</summary>
    /// <param name="most">So many images: where they are fewer than the kinds of losses, each instant takes some of them in turn.</param>
    public IReadOnlyList<Finding> Look(int most)
    {
        var whole = Pass(_ => [Loss.Nothing]).ToList();
        var each = Math.Clamp((most - built) / Math.Max(1, recording.Steps.Count), 1, Losses.Length);
        return [.. whole, .. Pass(step => Enumerable.Range(0, each).Select(turn => Losses[(step + turn) % Losses.Length]))];
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
        Scratch.Fill(folder, disk.After(loss, Chance(step, loss)));
        Interlocked.Increment(ref built);
        var wrong = examiner.Look(folder, step, isWhole: loss == Loss.Nothing || !isJudged);
        var isStarted = step < AllStarted || !isJudged || Chance(step, loss).Next(InOneStart) == 0;
        // The same files once more: the first look has recovered them.
        if (wrong.Count == 0 && isStarted) wrong = Restart.WhatIsWrong(folder, disk.After(loss, Chance(step, loss)));
        return wrong.Count == 0 ? null : new(step, loss, wrong[0]);
    }

    Random Chance(int step, Loss loss) => new((int)(seed ^ (seed >> 32)) ^ (step * 31) ^ ((int)loss << 24));
}
