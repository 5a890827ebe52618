using System.Globalization;
using Adapter.Benchmarks;
using Adapter.Benchmarks.Figures;
using BenchmarkDotNet.Running;

if (args is ["figures" or "decision-latency" or "backfill" or "large-store" or "idle", ..]) await Published.Use();
switch (args)
{
    case ["figures", .. var names]:
        await FigureTable.Measure(names, Console.Out);
        break;
    case ["decision-latency"]:
        await DecisionLatency.Measure(Console.Out);
        break;
    case ["backfill", var rows]:
        await Backfill.Measure(Console.Out, int.Parse(rows, CultureInfo.InvariantCulture));
        break;
    case ["large-store", .. var many]:
        await LargeStore.Measure(Console.Out, many.Length == 0 ? [250_000, 5_000_000] : [.. many.Select(text => int.Parse(text, CultureInfo.InvariantCulture))]);
        break;
    case ["idle", var rows]:
        await LargeStore.Idle(Console.Out, int.Parse(rows, CultureInfo.InvariantCulture));
        break;
    case ["desk-pages"]:
        await DeskPages.Measure(Console.Out);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(DecisionLatency).Assembly).Run(args, new InOneProcess());
        break;
}
