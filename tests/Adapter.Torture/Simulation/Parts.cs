using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Adapter.Torture.Worlds;

/// <summary>How the program's parts are made, from its own registrations; read once, used for every life.</summary>
sealed class Blueprint
{
    readonly Dictionary<Type, Func<IServiceProvider, object>> makers = [];

    public Blueprint(IServiceCollection services)
    {
        foreach (var alike in services.Where(service => !service.ServiceType.IsGenericTypeDefinition && !service.IsKeyedService).GroupBy(service => service.ServiceType))
        {
            makers[alike.Key] = Maker(alike.Last());
            makers[typeof(IEnumerable<>).MakeGenericType(alike.Key)] = All(alike.Key, [.. alike.Select(Maker)]);
        }
    }

    public Func<IServiceProvider, object> Of(Type type)
    {
        if (!makers.TryGetValue(type, out var found)) makers[type] = found = Unregistered(type);
        return found;
    }

    static Func<IServiceProvider, object> Maker(ServiceDescriptor service) =>
        service.ImplementationInstance is { } instance ? _ => instance
        : service.ImplementationFactory is { } factory ? factory
        : Made(service.ImplementationType!);

    static Func<IServiceProvider, object> All(Type type, IReadOnlyList<Func<IServiceProvider, object>> each) => parts =>
    {
        var all = Array.CreateInstance(type, each.Count);
        foreach (var (place, make) in each.Index()) all.SetValue(make(parts), place);
        return all;
    };

    static Func<IServiceProvider, object> Unregistered(Type type)
    {
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(ILogger<>)) return Made(type);
        var silent = Activator.CreateInstance(typeof(NullLogger<>).MakeGenericType(type.GenericTypeArguments))!;
        return _ => silent;
    }

    static Func<IServiceProvider, object> Made(Type type)
    {
        ObjectFactory? factory = null;
        return parts => (factory ??= ActivatorUtilities.CreateFactory(type, []))(parts, null);
    }
}

/// <summary>The parts of the program in one life, each once.</summary>
sealed class Parts(Blueprint blueprint) : IServiceProvider
{
    readonly Dictionary<Type, object> made = [];

    public void Put<T>(T part) where T : notnull => made[typeof(T)] = part;

    public T Get<T>() where T : notnull => (T)GetService(typeof(T));

    public object GetService(Type serviceType)
    {
        if (!made.TryGetValue(serviceType, out var part)) made[serviceType] = part = blueprint.Of(serviceType)(this);
        return part;
    }
}

/// <summary>One meter for all lives; only that the clock's clamp was used is looked at.</summary>
sealed class OneMeter : IMeterFactory
{
    const string Clamped = "adapter.clock.clamped";

    readonly Meter meter = new("simulated");
    readonly MeterListener listener = new();

    public OneMeter()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == Clamped) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => (Hooks.Current as Life)?.Mark("clock clamp used", count));
        listener.Start();
    }

    public Meter Create(MeterOptions options) => meter;

    public void Dispose()
    {
        listener.Dispose();
        meter.Dispose();
    }
}
