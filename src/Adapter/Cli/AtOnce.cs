using System.CommandLine;
using Adapter.Hosting;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary>The same act on many uploads: confirmed when they are many, and done in parts that share commits.</summary>
static class AtOnce
{
    public const int Few = 10;
    const int Part = 200;

    public static Option<bool> Yes() => new("--yes") { Description = $"超过 {Few} 条也不再询问" };

    /// <param name="parsed">The command line.</param>
    /// <param name="count">How many it would be.</param>
    /// <param name="what">What would be done to them: 停止上传.</param>
    /// <exception cref="NotDoneException">They are many and nobody says yes.</exception>
    public static void Confirm(this ParseResult parsed, int count, string what)
    {
        if (count > Few) parsed.Ask($"将{what} {count} 条", $"将{what} {count} 条。确认请加 --yes；先看结果请用 --dry-run", $"没有{what}，一切照旧");
    }

    /// <summary>What came of each, in order.</summary>
    public static Task<List<(UploadKey Key, T Answer)>> Each<T>(this ParseResult parsed, string what, IReadOnlyList<UploadKey> keys, Func<UploadKey, Task<T>> act, CancellationToken stop) =>
        parsed.WithBars(async bars =>
        {
            var bar = bars?.AddTask(what, maxValue: keys.Count);
            var done = new List<(UploadKey, T)>();
            foreach (var part in keys.Chunk(Part))
            {
                stop.ThrowIfCancellationRequested();
                // Handed to the writer together: they share commits.
                done.AddRange(part.Zip(await Task.WhenAll(part.Select(act))));
                bar?.Increment(part.Length);
            }
            return done;
        });
}
