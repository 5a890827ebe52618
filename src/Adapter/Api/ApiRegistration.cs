using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Intake;
using Adapter.Ministry;
using Adapter.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Scalar.AspNetCore;

namespace Adapter.Api;

/// <summary>The local HTTP API: who may call, how errors look, every call.</summary>
static class ApiRegistration
{
    const string Limited = "api";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Name, null);
        services.AddAuthorization();
        services.AddRateLimiter(SetLimits);
        services.AddExceptionHandler<FaultHandler>();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context => Problems.Describe(context.ProblemDetails));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => ApiJson.Set(json.SerializerOptions));
        services.AddOpenApi("v1", Document.Set);
        return services.AddSingleton<KeyRing>().AddSingleton<Writing>().AddSingleton<Readiness>().AddSingleton<ImportIntakeBooks>().AddSingleton<ImportIntake>().AddReading();
    }

    /// <summary>What reads the store for a person, over HTTP or on the command line.</summary>
    public static IServiceCollection AddReading(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new OpeningHours(provider.GetRequiredService<AdapterSettings>().Ministry.Closed));
        services.AddHourLedger();
        return services.AddSingleton<Holds>().AddSingleton<Waiting>().AddSingleton<Applications>().AddSingleton<Sightings>().AddSingleton<Uploads>().AddSingleton<UploadSearch>().AddSingleton<AuditSearch>();
    }

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api").RequireRateLimiting(Limited);
        ApplicationCalls.Map(api);
        SubmissionCalls.Map(api, app.Services.GetRequiredService<Agreement>());
        EventCalls.Map(api);
        UploadCalls.Map(api);
        ReplayCalls.Map(api);
        ResumeCalls.Map(api);
        JobCalls.Map(api);
        ImportCalls.Map(api);
        HourCalls.Map(api);
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/scalar", (options, context) =>
        {
            var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            context.Items[SecurityHeaders.Nonce] = nonce;
            // Nothing that asks for the internet: a data center has none.
            options.WithNonce(nonce).WithTitle("失业登记对接程序 本地接口").DisableDefaultFonts().DisableTelemetry()
                .DisableAgent().DisableMcp().HideDeveloperTools().HideClientButton();
        });
    }

    // Generous: it keeps a loop gone wild, or a guesser of keys, from starving the others.
    static void SetLimits(RateLimiterOptions limits)
    {
        limits.AddPolicy(Limited, context => context.User.Identity is { IsAuthenticated: true, Name: { } key }
            ? Bucket($"key {key}", 4000)
            : Bucket($"ip {context.Connection.RemoteIpAddress}", 50));
        limits.OnRejected = async (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "1";
            await Problems.Of(StatusCodes.Status429TooManyRequests, "rate.exceeded").ExecuteAsync(rejected.HttpContext);
        };
    }

    static RateLimitPartition<string> Bucket(string name, int perSecond) => RateLimitPartition.GetTokenBucketLimiter(name, _ => new()
    {
        TokenLimit = 2 * perSecond,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
    });
}
