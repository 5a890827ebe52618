namespace Adapter.Delivery;

static class DeliveryRegistration
{
    public static IServiceCollection AddDelivery(this IServiceCollection services) => services
        .AddSingleton<Gates>()
        .AddSingleton<Settling>()
        .AddSingleton<Sender>()
        .AddSingleton<Claims>()
        .AddSingleton<Dispatch>()
        .AddSingleton<Probes>()
        .AddSingleton<LongWaits>()
        .AddSingleton<Resuming>()
        .AddSingleton<ClockSteps>()
        .AddSingleton<ClockClamp>()
        .AddHostedService<DeliveryLoop>()
        .AddHostedService<DeliveryWatch>()
        .AddHostedService<OutsideWatch>();
}
