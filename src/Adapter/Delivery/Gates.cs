using Adapter.Contracts;
using Adapter.Ministry;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>
/// What may be sent now: each kind and region by its own gate, each interface unless the platform does not let us in or is
/// closed. Kept in memory: after a restart all is tried once.
/// </summary>
sealed partial class Gates(Agreement agreement, OpeningHours hours, AdapterSettings settings, TimeProvider time, ILogger<Gates> log)
{
    /// <summary>How long an interface that refused us is left alone before it is asked again.</summary>
    public static readonly TimeSpan ProbePause = TimeSpan.FromMinutes(10);

    // A county whose calls hang leaves the others room.
    readonly int mostOfARegion = (settings.Delivery.Parallel + 1) / 2;
    readonly Backoff backoff = new(settings.Delivery);
    readonly StoreHealth store = new(settings);
    readonly Lock gate = new();
    readonly Dictionary<Lane, LaneGate> lanes = [];
    readonly Dictionary<string, int> inFlight = new(StringComparer.Ordinal);
    readonly Dictionary<string, DateTimeOffset> barred = new(StringComparer.Ordinal);

    /// <param name="newFirst">New rows go before batches whose outcome is open.</param>
    public bool TryEnter(Lane lane, out bool newFirst)
    {
        var now = time.GetUtcNow();
        var code = InterfaceOf(lane);
        newFirst = false;
        lock (gate)
        {
            var ofRegion = inFlight.GetValueOrDefault(lane.AAB301);
            if (ofRegion >= mostOfARegion || !store.IsIntact || barred.ContainsKey(code) || !hours.IsOpen(code, now) || !Of(lane).TryEnter(now, out newFirst)) return false;
            inFlight[lane.AAB301] = ofRegion + 1;
            return true;
        }
    }

    public void Leave(Lane lane)
    {
        lock (gate)
        {
            Of(lane).Leave();
            inFlight[lane.AAB301]--;
        }
    }

    /// <summary>Why rows of a lane are not sent although they are due; null when they may be.</summary>
    public Hold? HoldOf(Lane lane)
    {
        var (now, code) = (time.GetUtcNow(), InterfaceOf(lane));
        if (!store.IsIntact) return new("数据库有损坏，已暂停上传，请联系运维", Stamp.Parse(Stamp.Never));
        lock (gate) return barred.TryGetValue(code, out var until) ? new("部端鉴权未通过，请联系运维", until) : Of(lane).HoldAt(now);
    }

    /// <summary>Takes note of an answer. True when the platform was away and is back.</summary>
    public bool Note(Lane lane, Outcome outcome)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            if (outcome.Class == OutcomeClass.AuthError) Bar(InterfaceOf(lane), outcome, now);
            return Of(lane).Note(outcome, now, ProbePause);
        }
    }

    /// <summary>The instant since which the platform was open for a kind for so long in all.</summary>
    public DateTimeOffset OpenSince(string kind, TimeSpan open) => hours.OpenSince(agreement.Kind(kind).Interface, time.GetUtcNow(), open);

    /// <summary>Interfaces that refused us and are due to be asked whether they still do; never while closed.</summary>
    public IReadOnlyList<string> ToProbe()
    {
        var now = time.GetUtcNow();
        lock (gate) return [.. barred.Where(entry => entry.Value <= now && hours.IsOpen(entry.Key, now)).Select(entry => entry.Key)];
    }

    public void Probed(string interfaceCode, bool letIn)
    {
        lock (gate)
        {
            if (letIn) barred.Remove(interfaceCode);
            else barred[interfaceCode] = time.GetUtcNow() + ProbePause;
        }
        if (letIn) Opened(interfaceCode);
    }

    void Bar(string code, Outcome outcome, DateTimeOffset now)
    {
        if (!barred.TryAdd(code, now + ProbePause)) return;
        Barred(code, outcome.Code, ProbePause.TotalMinutes);
    }

    LaneGate Of(Lane lane)
    {
        if (!lanes.TryGetValue(lane, out var found)) lanes[lane] = found = new(backoff);
        return found;
    }

    string InterfaceOf(Lane lane) => agreement.Kind(lane.Kind).Interface;

    [LoggerMessage(LogLevel.Error, "{Interface} does not let us in ({Code}): stopped, asked again every {Minutes} minutes; all rows wait")]
    partial void Barred(string @interface, string code, double minutes);

    [LoggerMessage(LogLevel.Information, "{Interface} lets us in again")]
    partial void Opened(string @interface);
}
