namespace Adapter.Store;

static class StoreRegistration
{
    public static IServiceCollection AddStore(this IServiceCollection services) => services
        .AddSingleton<Ballast>()
        .AddSingleton<StoreState>()
        .AddSingleton<Database>()
        .AddSingleton<Migration>()
        .AddSingleton<StoreHealth>()
        .AddSingleton<StoreFacts>()
        .AddSingleton<StartCheck>()
        .AddSingleton<FullCheck>()
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
        .AddSingleton<Outbox>()
        .AddSingleton<Registrations>()
        .AddSingleton<Books>()
        .AddSingleton<UploadList>()
        .AddSingleton<Batches>()
        .AddSingleton<DueTimes>()
        .AddSingleton<Resumption>()
        .AddSingleton<Jobs>()
        .AddSingleton<SerialFile>()
        .AddSingleton<MarkFile>()
        .AddSingleton<IncarnationGuard>()
        .AddSingleton<ReceiptFiles>()
        .AddSingleton<ReceiptEntry>()
        .AddSingleton<Backup>()
        .AddSingleton<BackupReturn>();
}
