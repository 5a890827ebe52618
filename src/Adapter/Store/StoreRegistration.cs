namespace Adapter.Store;

static class StoreRegistration
{
    public static IServiceCollection AddStore(this IServiceCollection services) => services
        .AddSingleton<Database>()
        .AddSingleton<Migration>()
        .AddSingleton<Writer>()
        .AddSingleton<Signal>()
        .AddSingleton<Pulse>()
        .AddSingleton<Persons>()
        .AddSingleton<Events>()
        .AddSingleton<Serials>()
        .AddSingleton<ApiKeys>()
        .AddSingleton<Inbox>()
        .AddSingleton<ReviewQueue>()
        .AddSingleton<Downloads>()
        .AddSingleton<Hours>()
        .AddSingleton<Outbox>()
        .AddSingleton<Registrations>()
        .AddSingleton<Books>()
        .AddSingleton<UploadList>()
        .AddSingleton<Batches>()
        .AddSingleton<Jobs>();
}
