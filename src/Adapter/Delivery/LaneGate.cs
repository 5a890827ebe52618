using Adapter.Ministry;

namespace Adapter.Delivery;

/// <summary>Why rows that are due are not sent, in the clerk's words, and until when.</summary>
sealed record Hold(string Why, DateTimeOffset Until);

/// <summary>
/// Whether one kind of one region may send now. While the platform is silent one message at a time is tried, with
/// growing pauses, an open one and a new one in turn, so that no message that never gets an answer stands before all
/// others; after "too frequent" one at a time until it has been content as often as it complained.
/// </summary>
sealed class LaneGate(Backoff backoff)
{
    /// <summary>A single silence may be one message's own fault; so many in a row, and it is the platform.</summary>
    const int Patience = 3;
    const int MostComplaints = 8;

    int silences;
    int complaints;
    int inFlight;
    bool newIsNext;
    DateTimeOffset opensAt;

    public bool IsAway => silences >= Patience;

    /// <summary>Why nothing may enter now, for a person, and until when; null when something may.</summary>
    public Hold? HoldAt(DateTimeOffset now) =>
        now >= opensAt ? null : new(IsAway ? "部平台异常，已暂停上传" : complaints > 0 ? "部平台要求降低频率" : "部平台不接受本系统的报文，请联系运维", opensAt);

    /// <summary>True = enter, and <see cref="Leave"/> afterwards.</summary>
    /// <param name="newFirst">New rows go before batches whose outcome is open.</param>
    public bool TryEnter(DateTimeOffset now, out bool newFirst)
    {
        newFirst = false;
        if (now < opensAt || (inFlight > 0 && (IsAway || complaints > 0))) return false;
        inFlight++;
        if (IsAway) newFirst = newIsNext = !newIsNext;
        return true;
    }

    public void Leave() => inFlight--;

    /// <summary>True when the platform was away and has answered again.</summary>
    public bool Note(Outcome outcome, DateTimeOffset now, TimeSpan probePause)
    {
        if (outcome.IsAnswer)
        {
            var isBack = IsAway;
            if (isBack) opensAt = now;
            (silences, complaints) = (0, Math.Max(0, complaints - 1));
            return isBack;
        }
        switch (outcome.Class)
        {
            case OutcomeClass.Throttled:
                complaints = Math.Min(complaints + 1, MostComplaints);
                Close(now, backoff.After(complaints, outcome.RetryAfter));
                break;
            case OutcomeClass.Refused:
                Close(now, probePause);
                break;
            case OutcomeClass.RetrySame or OutcomeClass.Unknown:
                silences++;
                if (IsAway) Close(now, backoff.After(silences - Patience + 1, outcome.RetryAfter));
                break;
        }
        return false;
    }

    void Close(DateTimeOffset now, TimeSpan pause) => opensAt = now + pause > opensAt ? now + pause : opensAt;
}
