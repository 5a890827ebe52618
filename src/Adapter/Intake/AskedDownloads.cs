using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Intake;

/// <summary>Downloads that a person asks for, at the desk or in the shell: refused or in the log, and then as any other.</summary>
sealed class AskedDownloads(Downloader downloader, DownloadSchedule schedule, Writer writer, AuditLog audit, TimeProvider time)
{
    /// <summary>"" or the stable id of what stands in the way.</summary>
    /// <param name="window">Null = what is next.</param>
    public string WhatIsWrong(Window? window)
    {
        if (window is not null && (window.From > window.To || window.To > ChinaTime.Date(time.GetUtcNow()))) return "download.days";
        if (!schedule.CanKeep) return "download.damaged";
        return schedule.IsOpen ? "" : "download.closed";
    }

    /// <summary>One region. What the platform refused is in the row that is given back.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="region">AAB301.</param>
    /// <param name="window">Null = what is next.</param>
    /// <param name="progress">Told after every page.</param>
    public async Task<RunRow> Run(Actor by, string region, Window? window, Action<RunRow>? progress, CancellationToken stop)
    {
        var detail = window is null ? "" : $"{Stamp.Day(window.From)} 至 {Stamp.Day(window.To)}";
        await writer.Write(session => audit.Add(session, by, new() { Action = "download", Object = region, Detail = detail }));
        return await downloader.Run(region, window, progress, stop);
    }
}
