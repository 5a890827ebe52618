using System.Collections;

namespace Adapter.Settings;

/// <summary>Where settings come from, weakest first: a file, the environment, the command line.</summary>
sealed record SettingsSource
{
    /// <summary><c>--settings FILE</c>; null = appsettings.json of the current directory, else the one beside the binary, else none.</summary>
    public string? File { get; init; }
    /// <summary>The whole environment; only <c>Adapter__*</c> is taken.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
    /// <summary><c>Key=Value</c>, with or without <c>Adapter:</c> before the key.</summary>
    public IReadOnlyList<string> CommandLine { get; init; } = [];

    public static SettingsSource OfProcess(string? file, IReadOnlyList<string> commandLine) => new()
    {
        File = file,
        CommandLine = commandLine,
        Environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal),
    };

    public string? FindFile() => File
        ?? new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory }
            .Select(folder => Path.Combine(folder, "appsettings.json")).FirstOrDefault(System.IO.File.Exists);
}
