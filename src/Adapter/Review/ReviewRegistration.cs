using Adapter.Hosting;
using Adapter.Settings;

namespace Adapter.Review;

static class ReviewRegistration
{
    public static IServiceCollection AddReview(this IServiceCollection services) => services
        .AddValidation()
        .AddSingleton<Timetable>()
        .AddSingleton<StoreChecks>()
        .AddSingleton<Examiner>()
        .AddSingleton<Registry>()
        .AddSingleton<Assigning>()
        .AddSingleton<Namesakes>()
        .AddSingleton<Decisions>()
        .AddSingleton<Submissions>()
        .AddSingleton<Corrections>()
        .AddSingleton<ISeconded, SecondedCorrection>()
        .AddSingleton<ISeconded, IdentityLift>()
        .AddSingleton<Withdrawal>()
        .AddSingleton<ISeconded>(services => services.GetRequiredService<Withdrawal>())
        .AddSingleton<SecondLook>()
        .AddSingleton<CodeCorrections>()
        .AddSingleton<Mending>()
        .AddSingleton<IJobStep, MendStep>()
        .AddSingleton<Imports>()
        .AddSingleton<ImportReadings>()
        .AddSingleton<ImportShelf>()
        .AddSingleton<ImportReports>()
        .AddSingleton<IJobStep, ImportStep>();
}
