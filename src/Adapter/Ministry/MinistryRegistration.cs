using Adapter.Settings;
using Adapter.Wire;
using Refit;

namespace Adapter.Ministry;

static class MinistryRegistration
{
    /// <summary>The client of the ministry and the calendar of its closed windows.</summary>
    /// <exception cref="KeyException">A key or certificate of the settings cannot be used.</exception>
    public static IServiceCollection AddMinistry(this IServiceCollection services, AdapterSettings settings, Profile profile)
    {
        var ministry = settings.Ministry;
        var seal = Seal.Of(profile, ministry.Sign.Type, ministry.Sign.Key, ministry.Sign.PlatformKey, ministry.Sign.UserId);
        var cipher = Cipher(ministry);
        services.AddMetrics();
        services.AddSingleton(profile);
        services.AddSingleton(seal);
        services.AddSingleton(new OpeningHours(ministry.Closed));
        services.AddSingleton<Verdict>();
        services.AddSingleton<Reach>();
        services.AddSingleton<CallMetrics>();
        services.AddSingleton<AnswerReader>();
        services.AddSingleton<Transport>();
        services.AddSingleton<Exchange>();
        services.AddSingleton<MinistryClient>();
        services.AddSingleton(provider => new Letters(profile, ministry, seal, cipher, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => Answering.Of(provider.GetRequiredService<AnswerReader>(), provider.GetRequiredService<Verdict>(), profile));
        services.AddSingleton(provider => new Pipelines(profile, provider.GetRequiredService<AnswerReader>(), provider.GetRequiredService<TimeProvider>()));
        services.AddRefitGeneratedClient<IMinistryCalls>()
            .ConfigureHttpClient(client =>
            {
                client.BaseAddress = new(ministry.BaseUrl);
                client.Timeout = Timeout.InfiniteTimeSpan;
            })
            .ConfigurePrimaryHttpMessageHandler(() => MinistryHandler.Of(profile.Transport, ministry.Tls))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services;
    }

    static Sm4Body? Cipher(MinistrySettings ministry)
    {
        if (string.Equals(ministry.Encrypt, "none", StringComparison.OrdinalIgnoreCase)) return null;
        return new(
            Sm2Keys.ReadPublic(ministry.Sign.PlatformKey ?? throw new KeyException("已设置 Ministry:Encrypt=sm4，但没有部平台公钥 Sign:PlatformKey。")),
            Sm2Keys.ReadPrivate(ministry.Sign.Key ?? throw new KeyException("已设置 Ministry:Encrypt=sm4，但没有本系统私钥 Sign:Key。")));
    }
}
