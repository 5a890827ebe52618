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
    case ["desk-pages"]:
        await DeskPages.Measure(Console.Out);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(DecisionLatency).Assembly).Run(args, new InOneProcess());
        break;
}
