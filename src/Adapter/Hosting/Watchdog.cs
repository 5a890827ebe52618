using System.Globalization;
using Microsoft.Extensions.Hosting.Systemd;

namespace Adapter.Hosting;

/// <summary>Tells systemd that the program still runs, twice as often as WatchdogSec asks; nothing where it does not ask.</summary>
sealed class Watchdog(ISystemdNotifier systemd, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var within)) return;
        using var timer = new PeriodicTimer(TimeSpan.FromMicroseconds(within) / 2, time);
        do systemd.Notify(new("WATCHDOG=1"));
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
