using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Adapter.Hosting;

/// <summary>Metrics for Prometheus always; metrics and traces by OTLP where the environment names an endpoint.</summary>
static class Telemetry
{
    /// <summary>The name of this program's meter and activity source.</summary>
    public const string Name = "Adapter";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var byOtlp = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"));
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("adapter")).WithMetrics(metrics =>
        {
            metrics.AddMeter(Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation()
                .AddPrometheusExporter();
            if (byOtlp) metrics.AddOtlpExporter();
        });
        if (byOtlp)
        {
            telemetry.WithTracing(traces => traces.AddSource(Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddOtlpExporter());
        }
    }
}
