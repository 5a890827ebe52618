using Adapter.Ministry;

namespace Adapter.Delivery;

/// <summary>Why rows that are due are not sent, in the clerk's words, and until when; null = nobody knows.</summary>
sealed record Hold(string Why, DateTimeOffset? Until);

/// <summary>
/// Whether one kind of one region may send now. While the platform is silent one message at a time is tried, with
/// growing pauses, an open one and a new one in turn, so that no message that never gets an answer stands before all
/// others; after "too frequent" one at a time until it has been content as often as it complained. Times are of the
/// process's own clock, which no one sets.
/// </summary>
sealed class LaneGate(Backoff backoff)
{
    /// <summary>A single silence may be one message's own fault; so many in a row, and it is the platform.</summary>
    const int Patience = 3;
    const int MostComplaints = 8;

    readonly Suspicion suspicion = new();
    int silences;
    int complaints;
    int inFlight;
    bool newIsNext;
    TimeSpan opensAt;
    /// <summary>Until when the platform itself asked for quiet.</summary>
    TimeSpan askedUntil;

    public bool IsAway => silences >= Patience;

    /// <summary>Why nothing may enter now, for a person, and how long yet; null when something may.</summary>
    public (string Why, TimeSpan For)? HoldAt(TimeSpan now)
    {
        if (now < askedUntil && askedUntil >= opensAt) return (complaints > 0 ? "部平台要求降低频率" : "部平台要求稍后再传", askedUntil - now);
        return now >= opensAt ? null : (IsAway ? "部平台异常，已暂停上传" : "部平台不接受本系统的报文，请联系运维", opensAt - now);
    }

    /// <summary>True = enter, and <see cref="Leave"/> afterwards.</summary>
    /// <param name="newFirst">New rows go before batches whose outcome is open.</param>
    public bool TryEnter(TimeSpan now, out bool newFirst)
    {
        newFirst = false;
        if (now < opensAt || now < askedUntil || (inFlight > 0 && (IsAway || complaints > 0))) return false;
        inFlight++;
        if (IsAway) newFirst = newIsNext = !newIsNext;
        return true;
    }

    public void Leave() => inFlight--;

    /// <summary>Tries at once what was left alone, unless the platform asked for quiet.</summary>
    public void Reopen(TimeSpan now) => opensAt = now;

    /// <summary>True when the platform was away and has answered again.</summary>
    public bool Note(Outcome outcome, TimeSpan now)
    {
        if (outcome.IsAnswer)
        {
            var isBack = IsAway;
            if (isBack) opensAt = now;
            (silences, complaints) = (0, Math.Max(0, complaints - 1));
            suspicion.Answered(now);
            return isBack;
        }
        switch (outcome.Class)
        {
            case OutcomeClass.Throttled:
                complaints = Math.Min(complaints + 1, MostComplaints);
                askedUntil = Later(askedUntil, now + backoff.After(complaints, outcome.RetryAfter));
                break;
            case OutcomeClass.RetrySame or OutcomeClass.Unknown:
                silences++;
                if (IsAway) Close(now, backoff.After(silences - Patience + 1));
                if (outcome.RetryAfter is { } asked) Quiet(outcome, now, asked);
                break;
        }
        return false;
    }

    /// <summary>Refused, not for its content: left alone for a while.</summary>
    public void Close(TimeSpan now, TimeSpan pause) => opensAt = Later(opensAt, now + pause);

    /// <summary>A message of this lane was refused as a whole; true when its own content is to blame.</summary>
    public bool IsContent(TimeSpan now) => suspicion.IsContent(now);

    // What this side left unsent by itself is no wish of the platform's.
    void Quiet(Outcome outcome, TimeSpan now, TimeSpan asked)
    {
        if (outcome.IsUnsent) Close(now, asked);
        else askedUntil = Later(askedUntil, now + Backoff.Believed(asked));
    }

    static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
