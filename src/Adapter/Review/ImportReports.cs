using Adapter.Store;

namespace Adapter.Review;

/// <summary>Gives the report of an import to who began it; that it was taken stands in the log.</summary>
sealed class ImportReports(Writer writer, Jobs jobs, ImportBook book, ImportFiles files, AuditLog audit)
{
    /// <summary>Whether there is one now.</summary>
    public bool Has(ImportRow import) => import.Report > 0 && File.Exists(files.Report(import.Place));

    /// <summary>Where it lies; null when there is none for them.</summary>
    public Task<string?> Take(Actor by, long id) => writer.Write(session =>
    {
        if (jobs.Find(session, id) is not { } job || book.Find(session, id) is not { } import) return null;
        if (job.BegunBy != by.Name || import.Door != by.Door || !Has(import)) return null;
        audit.Add(session, by, new() { Action = "import.report", Object = $"job/{id}", Detail = $"{import.Refused} 条" });
        return files.Report(import.Place);
    });
}
