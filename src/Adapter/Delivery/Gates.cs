using Adapter.Contracts;
using Adapter.Ministry;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>What an answer says beyond its own rows.</summary>
/// <param name="IsBack">The platform answers this lane again after a silence.</param>
/// <param name="AllAreBack">It was silent to all lanes, and is no more.</param>
/// <param name="IsContent">The message was refused for what is in it.</param>
readonly record struct Noted(bool IsBack, bool AllAreBack, bool IsContent);

/// <summary>
/// What may be sent now: each kind and region by its own gate, each interface unless the platform does not let us in or is
/// closed, and all together slowly after a silence. Kept in memory: after a restart all is tried once. Waits go by the
/// process's own clock; the day's clock says only what is closed.
/// </summary>
sealed partial class Gates(Agreement agreement, OpeningHours hours, AdapterSettings settings, TimeProvider time, ILogger<Gates> log)
{
    /// <summary>How long an interface that refused us is left alone before it is asked again.</summary>
    public static readonly TimeSpan ProbePause = TimeSpan.FromMinutes(10);

    // A county whose calls hang leaves the others room.
    readonly int mostOfARegion = (settings.Delivery.Parallel + 1) / 2;
    readonly long began = time.GetTimestamp();
    readonly Backoff backoff = new(settings.Delivery);
    readonly StoreHealth store = new(settings);
    readonly SlowStart slowStart = new();
    readonly MessageRate rate = new(settings.Delivery.RatePerSecond);
    readonly Lock gate = new();
    readonly Dictionary<Lane, LaneGate> lanes = [];
    readonly Dictionary<string, int> inFlight = new(StringComparer.Ordinal);
    readonly Dictionary<string, Suspicion> suspicions = new(StringComparer.Ordinal);
    readonly Dictionary<string, TimeSpan> barred = new(StringComparer.Ordinal);
    readonly HashSet<string> closed = new(StringComparer.Ordinal);

    TimeSpan Now => time.GetElapsedTime(began);

    /// <param name="newFirst">New rows go before batches whose outcome is open.</param>
    public bool TryEnter(Lane lane, out bool newFirst)
    {
        var (now, code) = (Now, InterfaceOf(lane));
        newFirst = false;
        lock (gate)
        {
            var ofRegion = inFlight.GetValueOrDefault(lane.AAB301);
            if (ofRegion >= mostOfARegion || !store.IsIntact || barred.ContainsKey(code) || !IsOpen(code, now) || !Of(lane).TryEnter(now, out newFirst)) return false;
            if (!MayGo(now))
            {
                Of(lane).Leave();
                return false;
            }
            inFlight[lane.AAB301] = ofRegion + 1;
            return true;
        }
    }

    /// <summary>Whether a lane that was entered was shut since.</summary>
    public bool IsShut(Lane lane)
    {
        lock (gate) return Of(lane).HoldAt(Now) is not null;
    }

    public void Leave(Lane lane)
    {
        lock (gate)
        {
            Of(lane).Leave();
            inFlight[lane.AAB301]--;
        }
    }

    /// <summary>Leaves without having sent anything.</summary>
    public void TurnBack(Lane lane)
    {
        Leave(lane);
        lock (gate)
        {
            slowStart.GiveBack();
            rate.GiveBack();
        }
    }

    /// <summary>Why rows of a lane are not sent although they are due; null when they may be.</summary>
    public Hold? HoldOf(Lane lane)
    {
        var (now, wall) = (Now, time.GetUtcNow());
        if (!store.IsIntact) return new("数据库有损坏，已暂停上传，请联系运维", null);
        lock (gate)
        {
            if (barred.TryGetValue(InterfaceOf(lane), out var until)) return new("部端鉴权未通过，请联系运维", wall + (until - now));
            return Of(lane).HoldAt(now) is { } hold ? new(hold.Why, wall + hold.For) : null;
        }
    }

    /// <summary>Takes note of an answer.</summary>
    public Noted Note(Lane lane, Outcome outcome)
    {
        var now = Now;
        lock (gate)
        {
            var isBack = Of(lane).Note(outcome, now);
            if (outcome.IsAnswer) SuspicionOf(InterfaceOf(lane)).Answered(now);
            var allAreBack = slowStart.Note(outcome, now);
            // The others need not sit out their pauses: they are tried at once, as slowly as all.
            if (allAreBack) foreach (var other in lanes.Values.Where(other => other.IsAway)) other.Reopen(now);
            return new(isBack, allAreBack, outcome.Class is OutcomeClass.AuthError or OutcomeClass.Refused && IsContent(lane, outcome, now));
        }
    }

    /// <summary>The instant since which the platform was open for a kind for so long in all.</summary>
    public DateTimeOffset OpenSince(string kind, TimeSpan open) => hours.OpenSince(agreement.Kind(kind).Interface, time.GetUtcNow(), open);

    /// <summary>Interfaces that refused us and are due to be asked whether they still do; never while closed.</summary>
    public IReadOnlyList<string> ToProbe()
    {
        var (now, wall) = (Now, time.GetUtcNow());
        lock (gate) return [.. barred.Where(entry => entry.Value <= now && hours.IsOpen(entry.Key, wall)).Select(entry => entry.Key)];
    }

    /// <summary>Makes due at once what was left alone, of one interface or all: the question to one that did not let us in, and lanes that were refused or away.</summary>
    public void Resume(string? interfaceCode)
    {
        var now = Now;
        lock (gate)
        {
            foreach (var code in barred.Keys.Where(code => interfaceCode is null || code == interfaceCode).ToList()) barred[code] = now;
            foreach (var (lane, of) in lanes) if (interfaceCode is null || InterfaceOf(lane) == interfaceCode) of.Reopen(now);
        }
    }

    public void Probed(string interfaceCode, bool letIn)
    {
        lock (gate)
        {
            if (letIn) barred.Remove(interfaceCode);
            else barred[interfaceCode] = Now + ProbePause;
        }
        if (letIn) Opened(interfaceCode);
    }

    // Of all lanes together.
    bool MayGo(TimeSpan now)
    {
        if (!slowStart.TryTake(now)) return false;
        if (rate.TryTake(now)) return true;
        slowStart.GiveBack();
        return false;
    }

    bool IsOpen(string code, TimeSpan now)
    {
        var isOpen = hours.IsOpen(code, time.GetUtcNow());
        if (!isOpen) closed.Add(code);
        else if (closed.Remove(code)) slowStart.Begin(now);
        return isOpen;
    }

    // Of a whole interface only while nobody gets through it: one county's failure never holds another's rows.
    bool IsContent(Lane lane, Outcome outcome, TimeSpan now)
    {
        if (Of(lane).IsContent(now)) return true;
        if (outcome.Class == OutcomeClass.AuthError && !SuspicionOf(InterfaceOf(lane)).IsContent(now)) Bar(InterfaceOf(lane), outcome, now);
        else Of(lane).Close(now, ProbePause);
        return false;
    }

    void Bar(string code, Outcome outcome, TimeSpan now)
    {
        if (!barred.TryAdd(code, now + ProbePause)) return;
        Barred(code, outcome.Code, ProbePause.TotalMinutes);
    }

    LaneGate Of(Lane lane)
    {
        if (!lanes.TryGetValue(lane, out var found)) lanes[lane] = found = new(backoff);
        return found;
    }

    Suspicion SuspicionOf(string code)
    {
        if (!suspicions.TryGetValue(code, out var found)) suspicions[code] = found = new();
        return found;
    }

    string InterfaceOf(Lane lane) => agreement.Kind(lane.Kind).Interface;

    [LoggerMessage(LogLevel.Error, "{Interface} does not let us in ({Code}): stopped, asked again every {Minutes} minutes; all rows wait")]
    partial void Barred(string @interface, string code, double minutes);

    [LoggerMessage(LogLevel.Information, "{Interface} lets us in again")]
    partial void Opened(string @interface);
}
