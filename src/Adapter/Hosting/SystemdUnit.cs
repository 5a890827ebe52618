using Microsoft.Extensions.Hosting.Systemd;

namespace Adapter.Hosting;

/// <summary>What a systemd unit of Type=notify is told: ready, stopping, still running.</summary>
static class SystemdUnit
{
    public static IServiceCollection AddSystemdUnit(this IServiceCollection services)
    {
        // AddSystemd asks /proc for its parent's name, which ProtectProc=invisible hides (dotnet/runtime#125368): the socket tells.
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"))) return services;
        return services.AddSingleton<ISystemdNotifier, SystemdNotifier>()
            .AddSingleton<IHostLifetime, SystemdLifetime>()
            .AddHostedService<Watchdog>();
    }
}
