using System.Diagnostics;
using Adapter.Review;
using Adapter.Store;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary>How far an import is, how fast it goes and how long it will take, where a person looks on.</summary>
sealed class ImportBar(ProgressTask? bar)
{
    static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    readonly Stopwatch clock = Stopwatch.StartNew();
    TimeSpan? shown;
    long? first;

    public void Show(JobRow job, Func<(ImportRow Import, IReadOnlyDictionary<string, long> States)> look)
    {
        first ??= job.Released;
        if (bar is null || (shown is { } last && clock.Elapsed - last < BetweenLooks)) return;
        shown = clock.Elapsed;
        var (import, states) = look();
        var perSecond = (job.Released - first.Value) / Math.Max(1, clock.Elapsed.TotalSeconds);
        var left = perSecond > 0 ? TimeSpan.FromSeconds((job.Total - job.Released) / perSecond).ToString(@"hh\:mm\:ss", null) : "—";
        bar.Value = job.Released;
        bar.Description($"{(job.Paused == 1 ? "已暂停" : import.Stage == ImportStage.Take ? "导入" : "试算")} {job.Released}/{job.Total} 条，每秒 {perSecond:0} 条，还需 {left}，没有接收 {import.Refused} 条，已上传 {states.GetValueOrDefault(UploadState.Delivered)} 条");
    }
}
