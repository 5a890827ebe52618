using Adapter.Benchmarks;
using BenchmarkDotNet.Running;

if (args is ["decision-latency"])
{
    await DecisionLatency.Measure(Console.Out);
    return;
}
if (args is ["desk-pages"])
{
    await DeskPages.Measure(Console.Out);
    return;
}
if (args is ["steps"])
{
    await Adapter.Benchmarks.Uploading.StepTimes.Measure(Console.Out);
    return;
}
if (args is ["upload"])
{
    await Adapter.Benchmarks.Uploading.UploadTrial.Measure(Console.Out, 2);
    return;
}
BenchmarkSwitcher.FromAssembly(typeof(DecisionLatency).Assembly).Run(args, new InOneProcess());
