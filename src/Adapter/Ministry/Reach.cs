namespace Adapter.Ministry;

/// <summary>Whether the ministry answers, and since when: by the last call, whatever it was for.</summary>
sealed class Reach(TimeProvider time)
{
    volatile ReachState state = new("not-asked", "", null);

    public ReachState State => state;

    public void Note(Outcome outcome)
    {
        var said = outcome switch
        {
            { IsAnswer: true } => "answering",
            { Class: OutcomeClass.AuthError } => "not-let-in",
            { Class: OutcomeClass.Refused or OutcomeClass.Throttled } => "refusing",
            _ => "silent",
        };
        if (state.State != said) state = new(said, outcome.IsAnswer ? "" : outcome.Code, time.GetUtcNow());
    }
}

/// <summary>State: not-asked, answering, silent, not-let-in or refusing. Code: what was said or seen when it began.</summary>
sealed record ReachState(string State, string Code, DateTimeOffset? Since);
