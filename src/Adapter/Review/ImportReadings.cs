using System.Runtime.ExceptionServices;
using Adapter.Contracts;
using Adapter.Files;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>The files that are being read in this process, by their jobs.</summary>
sealed class ImportReadings(Agreement agreement, Examiner examiner, Persons persons, ImportFiles files, Jobs jobs)
{
    readonly Lock gate = new();
    readonly Dictionary<long, string> paths = [];
    readonly Dictionary<long, ImportReading> open = [];
    readonly Dictionary<long, Trial> trials = [];
    bool follows;

    /// <summary>This process has a file that lies elsewhere.</summary>
    public void Has(long job, string path)
    {
        lock (gate) paths[job] = path;
    }

    /// <summary>What comes after so many records; null when nothing is read yet, or another process has the file.</summary>
    public ImportChunk? Next(ImportRow import, long after)
    {
        lock (gate)
        {
            if (!open.TryGetValue(import.JobId, out var reading))
            {
                if (PathOf(import) is not { } path) return null;
                reading = open[import.JobId] = Open(import, path, after);
            }
            var chunk = reading.Next(after);
            if (chunk?.Unforeseen is { } unforeseen)
            {
                Forget(import.JobId);
                ExceptionDispatchInfo.Throw(unforeseen);
            }
            if (chunk is null || chunk.After == after || chunk.Fault != "") return chunk;
            // Somebody else went on with it, or what was taken was not kept: from where it really is.
            Forget(import.JobId);
            return null;
        }
    }

    /// <summary>What a check has found in this process so far; of one that nobody is at, nothing.</summary>
    public Trial TrialOf(ImportRow import)
    {
        lock (gate) return trials.TryGetValue(import.JobId, out var trial) ? trial : trials[import.JobId] = new(new(files.Trial(import.Place)));
    }

    string? PathOf(ImportRow import) => paths.TryGetValue(import.JobId, out var path) ? path
        : files.HasSource(import) ? files.Source(import.Place, import.Ending) : null;

    ImportReading Open(ImportRow import, string path, long after)
    {
        if (!follows) jobs.Ended += Close;
        follows = true;
        var (map, kind) = (FieldMap.Read(agreement, import.Map), agreement.Kind(import.Kind));
        return new(RecordFile.Rows(kind, path, map), after, Prepare, jobs.Wake.Set);

        ImportRecord Prepare(FileRow row)
        {
            var message = map.Apply(row.Message);
            return new(row, message, examiner.Alone(message), Written.Of(message, persons));
        }
    }

    /// <summary>It is read no more.</summary>
    public void Close(long job)
    {
        lock (gate) Forget(job);
    }

    void Forget(long job)
    {
        if (trials.Remove(job, out var trial)) trial.Dispose();
        if (open.Remove(job, out var reading)) reading.Dispose();
    }
}
