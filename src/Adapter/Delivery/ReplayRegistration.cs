using Adapter.Hosting;

namespace Adapter.Delivery;

static class ReplayRegistration
{
    /// <summary>Sending again, stopping, letting go: one or many.</summary>
    public static IServiceCollection AddReplays(this IServiceCollection services) => services
        .AddJobs()
        .AddSingleton<Replays>()
        .AddSingleton<IJobStep, ReplayRelease>()
        .AddSingleton<IJobStep, DiscardStep>()
        .AddSingleton<IJobStep, RestoreStep>()
        .AddSingleton<Stoppage>()
        .AddSingleton<Releases>();
}
