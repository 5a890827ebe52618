using System.Security.Cryptography;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Intake;
using Adapter.Ministry;
using Adapter.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Scalar.AspNetCore;

namespace Adapter.Api;

/// <summary>The local HTTP API: who may call, how errors look, every call.</summary>
static class ApiRegistration
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Name, null);
        services.AddAuthorization();
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
        var api = app.MapGroup("/api").WithMetadata(new ApiLimit());
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
}
