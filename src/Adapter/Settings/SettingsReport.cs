namespace Adapter.Settings;

/// <summary>What reading the settings showed.</summary>
sealed class SettingsReport
{
    /// <summary>The file that was read; null when there was none.</summary>
    public string? File { get; init; }
    public AdapterSettings Settings { get; set; } = new();
    public List<SettingsProblem> Errors { get; } = [];
    /// <summary>Chinese lines: allowed, but a person should know.</summary>
    public List<string> Warnings { get; } = [];
    /// <summary>Every key that the program asked for, whether it was set or not.</summary>
    public HashSet<string> Known { get; } = new(StringComparer.OrdinalIgnoreCase);
    /// <summary>Files that hold private keys.</summary>
    public List<string> KeyFiles { get; } = [];

    /// <exception cref="SettingsException">At least one setting is wrong.</exception>
    public AdapterSettings Checked() => Errors.Count == 0 ? Settings : throw new SettingsException(Errors);
}
