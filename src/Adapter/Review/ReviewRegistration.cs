using Adapter.Contracts;
using Adapter.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Adapter.Review;

static class ReviewRegistration
{
    public static IServiceCollection AddReview(this IServiceCollection services, AdapterSettings settings)
    {
        services.TryAddSingleton(provider => new Validation(provider.GetRequiredService<Agreement>(), new()
        {
            Regions = [.. settings.Regions.Select(region => region.Code)],
            LengthUnit = settings.LengthUnit,
        }));
        return services
            .AddSingleton<Timetable>()
            .AddSingleton<StoreChecks>()
            .AddSingleton<Examiner>()
            .AddSingleton<Registry>()
            .AddSingleton<Decisions>()
            .AddSingleton<Submissions>()
            .AddSingleton<Corrections>();
    }
}
