using System.CommandLine;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary>Shows the demo's counts as they change: a live table on a terminal, else lines and a table at the end.</summary>
abstract class DemoScreen
{
    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250), Line = TimeSpan.FromSeconds(1);

    public static DemoScreen Of(ParseResult parsed) => parsed.IsJson() ? new JsonLines(parsed)
        : Screen.IsTerminal(parsed.Output()) ? new LiveTable(parsed) : new PlainLines(parsed);

    /// <summary>Until the clerk is done and everything settled.</summary>
    public abstract Task Follow(DemoBooks books, Task work, CancellationToken stop);

    static async Task Watch(DemoBooks books, Task work, TimeSpan pause, Action<IReadOnlyList<DemoCounts>> show, CancellationToken stop)
    {
        IReadOnlyList<DemoCounts> shown = [];
        while (true)
        {
            var isDone = work.IsCompleted;
            var counts = await books.Look(stop);
            if (!counts.SequenceEqual(shown)) show(shown = counts);
            if (isDone) await work;
            if (isDone && books.IsSettled) return;
            await Task.Delay(pause, stop);
        }
    }

    static Table TableOf(IReadOnlyList<DemoCounts> counts)
    {
        var table = new Table().AddColumns("", "已下载", "数据需核实", "已审核·已受理", "已上传", "部平台已接收", "退回更正");
        foreach (var column in table.Columns.Skip(1)) column.RightAligned();
        foreach (var line in counts)
        {
            string[] numbers = [.. new[] { line.Downloaded, line.Flagged, line.Decided, line.Sent, line.Accepted, line.Failed }.Select(number => $"{number}")];
            table.AddRow([line.What, .. numbers]);
        }
        return table;
    }

    sealed class LiveTable(ParseResult parsed) : DemoScreen
    {
        public override Task Follow(DemoBooks books, Task work, CancellationToken stop) => Screen.Of(parsed.Output())
            .Live(TableOf([])).StartAsync(live => Watch(books, work, Glance, counts => live.UpdateTarget(TableOf(counts)), stop));
    }

    sealed class PlainLines(ParseResult parsed) : DemoScreen
    {
        public override async Task Follow(DemoBooks books, Task work, CancellationToken stop)
        {
            IReadOnlyList<DemoCounts> last = [];
            try
            {
                await Watch(books, work, Line, counts => Write((last = counts)[^1]), stop);
            }
            finally
            {
                Screen.Of(parsed.Output()).Write(TableOf(last));
            }
        }

        void Write(DemoCounts all) => parsed.Output().WriteLine(
            $"已下载 {all.Downloaded}  数据需核实 {all.Flagged}  已审核·已受理 {all.Decided}  已上传 {all.Sent}  部平台已接收 {all.Accepted}  退回更正 {all.Failed}");
    }

    sealed class JsonLines(ParseResult parsed) : DemoScreen
    {
        public override Task Follow(DemoBooks books, Task work, CancellationToken stop) => Watch(books, work, Line, counts =>
        {
            var all = counts[^1];
            parsed.WriteJson(new { all.Downloaded, all.Flagged, all.Decided, all.Sent, all.Accepted, all.Failed });
        }, stop);
    }
}
