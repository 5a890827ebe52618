using Adapter.Ministry;
using Adapter.Settings;
using Adapter.Wire;

namespace Adapter.Cli;

/// <summary>What is seen only by going out: the certificates, then the platform behind them.</summary>
static class OutwardChecks
{
    /// <summary>A certificate that is no good is the reason for all that would follow, and is told alone.</summary>
    public static async Task<IReadOnlyList<Checkup>> Run(AdapterSettings settings, TimeProvider time, CancellationToken stop)
    {
        var certificates = await new CertificateChecks(settings, time).Run(stop);
        if (certificates.Any(check => check is { Health: Health.Failed, Id: "platform-certificate" or "client-certificate" })) return certificates;
        return [.. certificates, .. await new MinistryChecks(settings, time).Run(stop)];
    }

    /// <summary>Says what is not right to who has started the daemon, which goes on all the same. Asks nothing while the platform is closed.</summary>
    public static async Task Say(WebApplication app, AdapterSettings settings, TextWriter error)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OutwardChecks));
        var stop = app.Lifetime.ApplicationStopping;
        try
        {
            var probe = app.Services.GetRequiredService<Profile>().InterfaceOf("probe").Code;
            if (!app.Services.GetRequiredService<OpeningHours>().IsOpen(probe, TimeProvider.System.GetUtcNow())) return;
            foreach (var check in (await Run(settings, TimeProvider.System, stop)).Where(check => check.Health != Health.Passed))
            {
                error.WriteLine(check.Line);
                log.LogWarning("At the start {Check} is {Health}; adapter doctor says more", check.Id, check.Health);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop before all was seen.
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The look around at the start failed");
        }
    }
}
