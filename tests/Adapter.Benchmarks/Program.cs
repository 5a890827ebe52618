using Adapter.Benchmarks;
using BenchmarkDotNet.Running;

if (args is ["decision-latency"])
{
    await DecisionLatency.Measure(Console.Out);
    return;
}
BenchmarkSwitcher.FromAssembly(typeof(DecisionLatency).Assembly).Run(args, new InOneProcess());
