namespace Adapter.Cli;

/// <summary>What a verb's end tells a script.</summary>
static class ExitCode
{
    public const int Done = 0;
    /// <summary>Could not be done; one line on standard error says why.</summary>
    public const int NotDone = 1;
    /// <summary>Done, and something was found wrong.</summary>
    public const int FoundWrong = 2;
    /// <summary>The daemon stopped itself rather than answer for records it cannot keep.</summary>
    public const int FailStop = 70;
    /// <summary>The daemon's settings are wrong; starting it again will not help.</summary>
    public const int Settings = 78;
}
