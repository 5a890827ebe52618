using System.CommandLine;
using Adapter.Api;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary>A line a region, in the order in which they end.</summary>
sealed class DownloadReport(ParseResult parsed, Agreement agreement)
{
    readonly Lock gate = new();
    readonly List<RunRow> runs = [];
    readonly List<string> lines = [];

    public void Add(RegionSettings region, RunRow run)
    {
        lock (gate)
        {
            runs.Add(run);
            lines.Add($"{run.AAB301} {Given.NameOf(agreement, region)} {run.DayFrom} 至 {run.DayTo}：{Words(run)}");
            if (parsed.IsJson()) WriteJson(run);
            else if (!parsed.HasBars()) parsed.Output().WriteLine(lines[^1]);
        }
    }

    /// <exception cref="NotDoneException">Nothing could be downloaded anywhere.</exception>
    public int Close()
    {
        if (parsed.HasBars()) lines.ForEach(parsed.Output().WriteLine);
        if (runs.TrueForAll(run => run is { State: "failed", Pages: 0 }))
            throw new NotDoneException($"没有下载到任何内容：{Why(runs[0])}");
        if (runs.Count > 1 && !parsed.IsJson())
            parsed.Output().WriteLine($"合计 {runs.Count} 个地区：{Counts(runs.Sum(run => run.Pages), runs.Sum(run => run.Fresh), runs.Sum(run => run.Known), runs.Sum(run => run.Changed), runs.Sum(run => run.Flagged))}");
        return runs.TrueForAll(run => run.State == "done") ? ExitCode.Done : ExitCode.FoundWrong;
    }

    void WriteJson(RunRow run) => parsed.WriteJson(new
    {
        run.AAB301,
        from = run.DayFrom,
        to = run.DayTo,
        run.State,
        run.Pages,
        run.Received,
        @new = run.Fresh,
        run.Known,
        run.Changed,
        run.Flagged,
        run.Class,
        run.Code,
        run.Message,
    });

    static string Words(RunRow run)
    {
        var counts = Counts(run.Pages, run.Fresh, run.Known, run.Changed, run.Flagged);
        return run.State switch
        {
            "done" => counts,
            "failed" => $"下载失败，{Why(run)}；{counts}",
            _ => $"没有下全，{Why(run)}；{counts}",
        };
    }

    static string Counts(long pages, long fresh, long known, long changed, long flagged) =>
        $"{pages} 页，新 {fresh} 份，已有 {known} 份，有变更 {changed} 份，数据需核实 {flagged} 份";

    static string Why(RunRow run) => Visible.Of((run.Message ?? "").TrimEnd('。')) + (run.Code is { } code ? $"（{Visible.Of(code)}）" : "");
}
