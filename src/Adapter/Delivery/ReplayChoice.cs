using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>What would be sent again, and how many would not, by reason: their state, or not-found.</summary>
public sealed record ReplayChoice(IReadOnlyList<long> Uploads, IReadOnlyDictionary<string, long> Skipped)
{
    public const string NotFound = "not-found";

    /// <summary>What is left out, for a person; null when nothing is.</summary>
    public string? LeftOut => Skipped.Count == 0 ? null
        : $"另有 {Skipped.Values.Sum()} 条不重新上传：{string.Join('，', Skipped.Select(skipped => $"{Word(skipped.Key)} {skipped.Value} 条"))}";

    /// <summary>Why a single upload that was asked for is left out: a stable id.</summary>
    public string WhyNot => Skipped.Keys.Single() switch
    {
        NotFound => "upload.not-found",
        UploadState.Delivered => "upload.delivered",
        _ => "upload.open",
    };

    /// <summary>Rows with a clear outcome that is not yet delivery. What a person stopped goes only where that was asked for.</summary>
    public static ReplayChoice Of(IEnumerable<UploadMark> rows, bool takesStopped)
    {
        var (uploads, skipped) = (new List<long>(), new SortedDictionary<string, long>(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            if (row.State is UploadState.Failed or UploadState.Waiting || (takesStopped && row.State == UploadState.Discarded)) uploads.Add(row.Id);
            else skipped[row.State] = skipped.GetValueOrDefault(row.State) + 1;
        }
        return new(uploads, skipped);
    }

    static string Word(string skipped) => skipped == NotFound ? "没有这条记录" : UploadWords.Of(skipped);
}
