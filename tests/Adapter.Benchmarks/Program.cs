using Adapter.Benchmarks;
using Adapter.Benchmarks.Figures;
using BenchmarkDotNet.Running;

switch (args)
{
    case ["figures", .. var names]:
        await FigureTable.Measure(names, Console.Out);
        break;
    case ["decision-latency"]:
        await DecisionLatency.Measure(Console.Out);
        break;
    case ["large-store", .. var rows]:
        await LargeStore.Measure(Console.Out, rows.Length == 0 ? [250_000, 5_000_000] : [.. rows.Select(int.Parse)], TimeSpan.FromMinutes(2));
        break;
    case ["desk-pages"]:
        await DeskPages.Measure(Console.Out);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(DecisionLatency).Assembly).Run(args, new InOneProcess());
        break;
}
