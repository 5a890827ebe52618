using Adapter.Contracts;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Adapter.Settings;

/// <summary>The checks as this province has set them.</summary>
static class ValidationSettings
{
    public static IServiceCollection AddValidation(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new Validation(provider.GetRequiredService<Agreement>(), Of(provider.GetRequiredService<AdapterSettings>())));
        return services;
    }

    static ValidationOptions Of(AdapterSettings settings) => new()
    {
        Regions = [.. settings.Regions.Select(region => region.Code)],
        LengthUnit = settings.LengthUnit,
    };
}
