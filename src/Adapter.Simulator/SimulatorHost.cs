using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Adapter.Contracts;
using Adapter.Wire;

namespace Adapter.Simulator;

/// <summary>The simulated ministry as a web application: alone, inside the verb demo, or in a test.</summary>
static class SimulatorHost
{
    /// <summary>Not yet started. Port 0 takes a free one.</summary>
    /// <param name="kept">Its memory, where a caller keeps an eye on it.</param>
    /// <exception cref="KeyException">The signature type needs a key that is missing or cannot be used.</exception>
    /// <exception cref="FormatException">A fault is unknown or set wrongly.</exception>
    public static WebApplication Build(SimulatorOptions options, TimeProvider? time = null, Books? kept = null)
    {
        var clock = time ?? TimeProvider.System;
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = typeof(SimulatorHost).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Listen, options.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.PropertyNamingPolicy = new CodeNaming();
            json.SerializerOptions.PropertyNameCaseInsensitive = true;
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
        if (options.Verbose) builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        var app = builder.Build();
        Map(app, options, clock, kept ?? new(new(), new(), new(), new()));
        return app;
    }

    static void Map(WebApplication app, SimulatorOptions options, TimeProvider time, Books books)
    {
        var agreement = Agreement.Embedded;
        var profile = Profile.Load(agreement, options.Profile);
        var rules = new Rulebook(options, agreement, profile);
        var board = new FaultBoard();
        board.Set([.. options.Faults.Select(setting => setting.Checked())], options.Seed);
        var applicants = new Applicants(agreement, new() { Regions = options.Regions, Seed = options.Seed, Days = options.Days, Faulty = options.Faulty });
        var admission = new Admission(applicants, books.Shelf, time);
        if (options.Applications > 0) admission.Add(options.Applications);
        var counter = new Counter(rules, books, board, new(profile, options), new(rules, books));
        app.MapPost(profile.Transport.Path, (HttpContext context, string @interface) => profile.Interface(@interface) is null
            ? NotFound(context) : counter.Answer(context, @interface, time));
        new Controls(board, counter.Outage, admission).Map(app);
        new Views(books).Map(app);
    }

    static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
