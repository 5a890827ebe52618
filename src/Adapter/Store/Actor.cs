namespace Adapter.Store;

/// <summary>Who does something, and through which door.</summary>
/// <param name="Name">An account of the desk, a key of the local API, a user of the machine.</param>
/// <param name="Door"><see cref="Desk"/>, <see cref="Api"/> or <see cref="Shell"/>.</param>
sealed record Actor(string Name, string Door)
{
    public const string Desk = "desk";
    public const string Api = "api";
    public const string Shell = "shell";

    /// <summary>Who sits at the terminal; behind sudo whoever that was.</summary>
    public static Actor AtTerminal() => new(Environment.GetEnvironmentVariable("SUDO_USER") is { Length: > 0 } user ? user : Environment.UserName, Shell);
}
