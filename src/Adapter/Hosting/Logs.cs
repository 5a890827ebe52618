using Adapter.Settings;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace Adapter.Hosting;

/// <summary>A JSON line an event in a file a day; readable lines too where a person looks on.</summary>
static class Logs
{
    public static string FolderOf(AdapterSettings settings) => Path.Combine(settings.DataDirectory, "logs");

    public static void AddLogs(this WebApplicationBuilder builder, AdapterSettings settings, bool quiet)
    {
        var console = !quiet && (builder.Environment.IsDevelopment() || !Console.IsOutputRedirected);
        builder.Services.AddSerilog(Logger(settings, console), dispose: true);
    }

    public static Serilog.Core.Logger Logger(AdapterSettings settings, bool console)
    {
        var logs = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .MinimumLevel.Override("Polly", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .WriteTo.File(new DiscreetFormatter(new CompactJsonFormatter(), escape: false), Path.Combine(FolderOf(settings), "adapter-.json"),
                rollingInterval: RollingInterval.Day, retainedFileCountLimit: 200, fileSizeLimitBytes: 256 << 20, rollOnFileSizeLimit: true);
        if (console)
        {
            logs.WriteTo.Console(new DiscreetFormatter(
                new MessageTemplateTextFormatter("{Timestamp:HH:mm:ss} {Level:u3} {Message:l}{NewLine}{Exception}"), escape: true));
        }
        return logs.CreateLogger();
    }
}
