using Adapter.Ministry;

namespace Adapter.Delivery;

/// <summary>
/// Spares a platform that has just come back: a token bucket, filled once a second. One message in the first second, twice
/// as many after each second in which all was answered: never more than 2^n - 1 in the first n seconds, of all lanes
/// together. From <see cref="Plenty"/> on nothing is held back.
/// </summary>
sealed class SlowStart
{
    public const int Plenty = 256;
    /// <summary>So many silences in a row, whoever met them, and the platform is away.</summary>
    const int Patience = 3;
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    int silences;
    /// <summary>0 = nothing is held back.</summary>
    int perSecond;
    int tokens;
    TimeSpan filledAt;
    bool wasAnswered;
    bool wasTroubled;

    /// <summary>True when the platform was away and has answered again.</summary>
    public bool Note(Outcome outcome, TimeSpan now)
    {
        if (!outcome.IsAnswer)
        {
            wasTroubled = true;
            if (outcome.Class is OutcomeClass.RetrySame or OutcomeClass.Unknown) silences++;
            return false;
        }
        var isBack = silences >= Patience;
        (silences, wasAnswered) = (0, true);
        if (isBack) Begin(now);
        return isBack;
    }

    /// <summary>The platform takes messages again, and many may have been waiting for it.</summary>
    public void Begin(TimeSpan now) => Fill(1, now);

    /// <summary>False = not now.</summary>
    public bool TryTake(TimeSpan now)
    {
        if (perSecond == 0) return true;
        if (now - filledAt >= Second) Fill(wasAnswered && !wasTroubled ? perSecond * 2 : perSecond, now);
        if (perSecond >= Plenty) perSecond = 0;
        if (perSecond == 0) return true;
        if (tokens == 0) return false;
        tokens--;
        return true;
    }

    /// <summary>Nothing was sent for it.</summary>
    public void GiveBack() => tokens = Math.Min(tokens + 1, perSecond);

    void Fill(int rate, TimeSpan now)
    {
        (perSecond, tokens, filledAt) = (rate, rate, now);
        (wasAnswered, wasTroubled) = (false, false);
    }
}
