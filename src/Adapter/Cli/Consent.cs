using System.CommandLine;
using Adapter.Hosting;

namespace Adapter.Cli;

/// <summary>A yes from who sits at the terminal, or <c>--yes</c> beforehand.</summary>
static class Consent
{
    /// <param name="parsed">The command line of a verb that knows --yes.</param>
    /// <param name="question">What would happen.</param>
    /// <param name="unasked">Said where nobody can be asked.</param>
    /// <param name="declined">Said when the answer is no.</param>
    /// <exception cref="NotDoneException">Nobody said yes.</exception>
    public static void Ask(this ParseResult parsed, string question, string unasked, string declined)
    {
        if (parsed.GetValue<bool>("--yes")) return;
        if (parsed.IsJson() || Console.IsInputRedirected) throw new NotDoneException(unasked);
        parsed.Error().WriteLine($"{question}。输入 yes 继续：");
        if (Console.ReadLine()?.Trim() is not ("yes" or "y" or "是")) throw new NotDoneException(declined);
    }
}
