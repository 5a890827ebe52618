namespace Adapter.Hosting;

static class JobRegistration
{
    /// <summary>Beginning jobs, and what people do about them; each stage adds how its own go on. They go on by themselves only with <see cref="AddJobLoop"/>.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton<EachUpload>()
        .AddSingleton<JobRuns>()
        .AddSingleton<JobControl>();

    public static IServiceCollection AddJobLoop(this IServiceCollection services) => services.AddHostedService<JobLoop>();
}
