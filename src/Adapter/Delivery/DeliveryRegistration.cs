namespace Adapter.Delivery;

static class DeliveryRegistration
{
    public static IServiceCollection AddDelivery(this IServiceCollection services) => services
        .AddSingleton(provider => new Backoff(provider.GetRequiredService<Settings.AdapterSettings>().Delivery))
        .AddSingleton<Gates>()
        .AddSingleton<Settling>()
        .AddSingleton<Sender>()
        .AddSingleton<Claims>()
        .AddSingleton<Dispatch>()
        .AddSingleton<Probes>()
        .AddSingleton<LongWaits>()
        .AddHostedService<DeliveryLoop>()
        .AddHostedService<DeliveryWatch>();
}
