using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Adapter.Ministry;

/// <summary>Calls by interface and class, how long they took, and whether the ministry answers at all.</summary>
sealed class CallMetrics
{
    public static readonly ActivitySource Source = new("Adapter");

    readonly Counter<long> calls;
    readonly Histogram<double> milliseconds;

    readonly Reach reach;

    public CallMetrics(IMeterFactory meters, Reach reach)
    {
        this.reach = reach;
        var meter = meters.Create("Adapter");
        calls = meter.CreateCounter<long>("adapter.ministry.calls", "{call}", "Calls to the ministry by interface and class.");
        milliseconds = meter.CreateHistogram<double>("adapter.ministry.milliseconds", "ms", "Duration of calls to the ministry.");
    }

    public void Count(string interfaceCode, Outcome outcome, long elapsed)
    {
        reach.Note(outcome);
        var name = KeyValuePair.Create("interface", (object?)interfaceCode);
        calls.Add(1, name, KeyValuePair.Create("class", (object?)outcome.Class.ToString()));
        milliseconds.Record(elapsed, name);
    }
}
