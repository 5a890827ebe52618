using Spectre.Console;

namespace Adapter.Cli;

/// <summary>Tables and bars on a verb's output; plain and wide where no terminal is.</summary>
static class Screen
{
    public static IAnsiConsole Of(TextWriter output)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output), Ansi = IsTerminal(output) ? AnsiSupport.Detect : AnsiSupport.No });
        if (!IsTerminal(output)) console.Profile.Width = 160;
        return console;
    }

    public static bool IsTerminal(TextWriter output) => ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
}
