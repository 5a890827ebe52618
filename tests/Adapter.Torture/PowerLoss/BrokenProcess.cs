using System.Globalization;
using System.Text.Json;
using Adapter.Torture.Kills;

namespace Adapter.Torture.PowerLoss;

/// <summary>W14 as a process: the daemon whose disk fails ends with 70 by itself, and what it leaves is in order.</summary>
static class BrokenProcess
{
    const int EndedForGood = 70;
    static readonly TimeSpan MostAlive = TimeSpan.FromMinutes(2);

    public static async Task<(int Ended, IReadOnlyList<string> Wrong)> Run(ulong seed)
    {
        await using var platform = await Platform.Open(TimeProvider.System, (int)seed);
        await platform.More(20);
        var template = await Disturbances.Template(platform, seed);
        var wrong = new List<string>();
        string[] orders = [$"write:{1 + (seed % 40)}:{Disk.FailedWrite}", $"sync:{1 + (seed % 6)}:{Disk.FailedSync}"];
        foreach (var order in orders)
        {
            var folder = PowerLoss.Scratch.Copy(template);
            var code = await End(folder, platform.Url, order);
            if (code != EndedForGood) wrong.Add($"{order}: the process ended with {(code is null ? "nothing" : code.Value.ToString(CultureInfo.InvariantCulture))}");
            wrong.AddRange(Restart.WhatIsWrong(folder, [.. PowerLoss.Scratch.Files(folder)]).Select(what => $"{order}: {what}"));
            Directory.Delete(folder, recursive: true);
        }
        Directory.Delete(template, recursive: true);
        return (orders.Length, wrong);
    }

    /// <summary>The exit code; null when it had to be killed.</summary>
    static async Task<int?> End(string folder, string platform, string order)
    {
        var settings = Path.Combine(folder, "settings.json");
        await File.WriteAllTextAsync(settings, JsonSerializer.Serialize(new
        {
            Adapter = new
            {
                DataDirectory = folder,
                Listen = "http://127.0.0.1:0",
                Regions = new[] { Platform.Region },
                Ministry = new { BaseUrl = platform, Sender = "330000SYDJ01", Sign = new { Type = "NONE" }, AllowPlainHttp = true },
                Download = new { Jitter = "0s" },
            },
        }));
        using var process = Daemon.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "adapter.dll"), "run", "--settings", settings], folder, new Dictionary<string, string> { ["FP_DISK"] = order });
        return await process.Ends(MostAlive) ? process.ExitCode : null;
    }
}
