using System.CommandLine;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary>Progress bars where a person looks on at a terminal; none elsewhere.</summary>
static class Bars
{
    /// <summary>While they are shown, nothing else is written.</summary>
    public static bool HasBars(this ParseResult parsed) => !parsed.IsJson() && Screen.IsTerminal(parsed.Output());

    public static Task<T> WithBars<T>(this ParseResult parsed, Func<ProgressContext?, Task<T>> work)
    {
        if (!parsed.HasBars()) return work(null);
        return Screen.Of(parsed.Output()).Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(bars => work(bars));
    }
}
