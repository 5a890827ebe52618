using Adapter.Api;
using Adapter.Hosting;
using Adapter.People;
using Adapter.Settings;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using MudBlazor;
using MudBlazor.Services;

namespace Adapter.Desk;

/// <summary>The desk in a browser: who is let in, and every page.</summary>
static class DeskRegistration
{
    const string Door = "door";

    public static void AddDesk(this IServiceCollection services, WebApplicationBuilder builder, AdapterSettings settings)
    {
        // Files of the program, when it is run from where it was built.
        builder.WebHost.UseStaticWebAssets();
        services.AddAuthentication(Door)
            .AddPolicyScheme(Door, null, door => door.ForwardDefaultSelector = context =>
                context.Request.Path.StartsWithSegments("/api") ? KeyAuthentication.Name : DeskAuthentication.Name)
            .AddScheme<AuthenticationSchemeOptions, DeskAuthentication>(DeskAuthentication.Name, null)
            .AddOpenIdConnect(settings.Accounts.OpenIdConnect);
        services.AddAuthorization(authorization =>
        {
            foreach (var right in Right.All)
                authorization.AddPolicy(right, policy => policy.AddAuthenticationSchemes(DeskAuthentication.Name).RequireClaim(DeskAuthentication.Right, right));
        });
        // What it protects does not outlive the process: nothing of it lies on a disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "adapter-form";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, VisitState>();
        services.AddScoped<Seat>();
        services.AddScoped<Keyboard>();
        services.AddSingleton<Places>();
        services.AddSingleton<Days>();
        services.AddSingleton<Activity>().AddSingleton<DutyReport>();
        services.AddSingleton<NoticeSources>().AddSingleton<Notices>();
        services.AddSingleton<ShiftBooks>().AddSingleton<ShiftBook>().AddSingleton<ShiftSources>().AddSingleton<ShiftReport>().AddSingleton<ShiftDesk>();
        services.AddSingleton<DraftBook>().AddSingleton<RecordDesk>().AddSingleton<ImportDesk>();
        services.AddSingleton<CorrectionActs>().AddSingleton<CorrectionDesk>();
        services.AddSingleton<CaseBooks>().AddSingleton<CaseReading>().AddSingleton<CaseActs>().AddSingleton<CaseDesk>();
        services.AddSingleton<AuditExport>();
        services.AddSingleton<ExportBooks>().AddSingleton<UploadExport>().AddSingleton<IJobStep, ExportStep>();
        services.AddSingleton<DownloadPlan>();
        services.AddScoped<BulkActs>().AddScoped<MendDesk>();
        services.AddSingleton<UploadTimeline>();
        services.AddMudServices(mud => mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter);
    }

    public static void MapDesk(this WebApplication app)
    {
        app.UseAntiforgery();
        var manifest = Path.Combine(AppContext.BaseDirectory, "adapter.staticwebassets.endpoints.json");
        if (File.Exists(manifest)) app.MapStaticAssets(manifest).AllowAnonymous().Add(endpoint => endpoint.Metadata.Add(new SecurityHeaders.BuiltIn()));
        app.MapPost("/signout", SignOut).RequireAuthorization(Visitors).ExcludeFromDescription();
        app.MapOpenIdConnect(app.Services.GetRequiredService<AdapterSettings>().Accounts.OpenIdConnect);
        AuditExport.Map(app);
        ExportCalls.Map(app);
        ReportCalls.Map(app);
        // The pages' connection and whatever else comes with them is for who has signed in; the page to do so says otherwise itself.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null).RequireAuthorization(Visitors);
    }

    static void Visitors(AuthorizationPolicyBuilder policy) => policy.AddAuthenticationSchemes(DeskAuthentication.Name).RequireAuthenticatedUser();

    static async Task<IResult> SignOut(HttpContext context, Entrance entrance, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return TypedResults.BadRequest();
        await entrance.Leave(context.User.Identity!.Name!, context.User.Visit()!);
        DeskAuthentication.Take(context);
        return TypedResults.LocalRedirect(DeskAuthentication.SignIn);
    }
}
