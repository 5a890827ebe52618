namespace Adapter.Torture.Worlds;

/// <summary>When a life ends: at a turn, at a commit (before it or right after), or at a failpoint. Counts run down to 0.</summary>
sealed class Fate
{
    static readonly string[] Failpoints =
    [
        "dl.before_send", "dl.after_response", "dl.raw_before_commit", "dl.raw_after_commit", "dl.row_parsed", "dl.inserted",
        "dl.before_commit", "dl.after_commit", "dl.watermark", "rv.preflight", "rv.between", "rv.before_commit", "rv.after_commit",
        "tx.claimed", "tx.attempt_committed", "tx.before_write", "tx.mid_body", "tx.response_received", "tx.before_commit", "tx.after_commit",
    ];

    string? failpoint;
    int hits;
    int commits;
    bool isAfter;

    public static Fate None { get; } = new() { Turns = int.MaxValue };

    public int Turns { get; private init; }

    /// <param name="isShort">Few steps: many crashes in and after each other, before anything is done whole.</param>
    public static Fate Of(Dice dice, bool isShort) => isShort ? Short(dice) : Long(dice);

    static Fate Long(Dice dice)
    {
        var share = dice.Share();
        // Long enough for what the program puts off to come back.
        if (share < 0.05) return new() { Turns = 100 + Some(dice, 100) };
        if (share < 0.3) return new() { Turns = 1 + Some(dice, 20) };
        return share < 0.6
            ? new() { Turns = 70, commits = 1 + Some(dice, 3), isAfter = dice.Chance(0.5) }
            : new() { Turns = 70, failpoint = dice.Of(Failpoints), hits = 1 + Some(dice, 1) };
    }

    static Fate Short(Dice dice)
    {
        var share = dice.Share();
        if (share < 0.3) return new() { Turns = 1 + Some(dice, 4) };
        return share < 0.65
            ? new() { Turns = 40, commits = 1 + Some(dice, 0.7), isAfter = dice.Chance(0.5) }
            : new() { Turns = 25, failpoint = dice.Of(Failpoints), hits = 1 + Some(dice, 0.2) };
    }

    public bool IsAt(string name) => name == failpoint && --hits == 0;

    /// <summary>Null when this commit is not the one.</summary>
    public bool? IsAtCommit() => commits > 0 && --commits == 0 ? isAfter : null;

    static int Some(Dice dice, double mean) => (int)(-mean * Math.Log(1 - dice.Share()));
}
