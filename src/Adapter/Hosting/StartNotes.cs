using System.Reflection;
using Adapter.Contracts;
using Adapter.Settings;

namespace Adapter.Hosting;

/// <summary>Says at the start what is not as it was built, files that overlay the embedded data, and what it lacks.</summary>
sealed class StartNotes(AdapterSettings settings, Agreement agreement, TimeProvider time, ILogger<StartNotes> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (path, known) in OverlaidFiles(settings.Contracts))
        {
            if (known) log.LogInformation("contracts/{Path} is taken from {Folder}", path, settings.Contracts);
            else log.LogWarning("{Path} in {Folder} is none of the files of contracts/ and has no effect", path, settings.Contracts);
        }
        var year = ChinaTime.Date(time.GetUtcNow()).Year;
        if (!agreement.WorkingDays.Covers(year))
            log.LogWarning("The holiday list has no year {Year}: deadlines count by weekday. Overlay tables/holidays.csv by Adapter:Contracts", year);
        if (!settings.Ministry.Capabilities.Contains("ReRead"))
            log.LogInformation("Ministry:Capabilities has no ReRead: the daily repair asks only for what nobody has read, and cannot find what was read and lost");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    static IEnumerable<(string Path, bool Known)> OverlaidFiles(string? folder)
    {
        if (folder is null) return [];
        var embedded = typeof(Agreement).Assembly.GetManifestResourceNames().ToHashSet(StringComparer.Ordinal);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)
            .Select(path => (path, embedded.Contains(path)));
    }
}
