using System.CommandLine;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary>The store of this machine, for a verb that works whether the daemon runs or not.</summary>
static class OpenStore
{
    /// <summary>Settings, agreement, clock and store; the schema is brought up to date.</summary>
    /// <exception cref="NotDoneException">The database cannot be opened.</exception>
    public static ServiceProvider Store(this ParseResult parsed) => Of(parsed.Settings());

    public static ServiceProvider Of(AdapterSettings settings, Action<IServiceCollection>? more = null)
    {
        var provider = AsItIs(settings, more);
        StoreOpening.Open(provider.GetRequiredService<Migration>(), settings);
        return provider;
    }

    /// <summary>Its schema may be an earlier one.</summary>
    public static ServiceProvider AsItIs(AdapterSettings settings, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection().AddLogging()
            .AddSingleton(settings)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(Agreement.Load(settings.Contracts))
            .AddStore();
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    public static T Read<T>(this ServiceProvider store, Func<Session, T> work) => store.GetRequiredService<Database>().Read(work);

    public static Task<T> Write<T>(this ServiceProvider store, Func<Session, T> work) => store.GetRequiredService<Writer>().Write(work);
}
