namespace Adapter.Delivery;

static class ReplayRegistration
{
    /// <summary>Choosing and beginning. It goes on by itself only with <see cref="AddReplayLoop"/>.</summary>
    public static IServiceCollection AddReplays(this IServiceCollection services) => services
        .AddSingleton<ReplayRelease>()
        .AddSingleton<Replays>()
        .AddSingleton<ReplayControl>()
        .AddSingleton<Stoppage>()
        .AddSingleton<Releases>()
        .AddSingleton<ShiftBooks>()
        .AddSingleton<ShiftBook>();

    public static IServiceCollection AddReplayLoop(this IServiceCollection services) => services.AddHostedService<ReplayLoop>();
}
