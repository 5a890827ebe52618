namespace Adapter.Torture.Kills;

/// <summary>The two publishes of the program: as it is released, and with failpoints and planted bugs.</summary>
sealed record Binaries(string Released, string Torture)
{
    const string Program = "adapter";

    public string Of(bool released) => Path.Combine(released ? Released : Torture, Program);

    public static string DllOf(string folder) => Path.Combine(folder, "adapter.dll");

    /// <summary>What is missing, for a person; null when both are there.</summary>
    public string? WhatIsMissing() => new[] { Released, Torture }.FirstOrDefault(folder => !File.Exists(Path.Combine(folder, Program))) is { } missing
        ? $"{missing} holds no published adapter: run tests/torture.sh, which publishes both, or name them by --released and --torture"
        : null;
}
