namespace Adapter.Torture.Worlds;

/// <summary>What goes wrong with one call.</summary>
enum Fault
{
    None, NotConnected, LostOnTheWay, AnswerLost, ErrorBefore, ErrorAfter, LiesAfter, Busy, WebPage, Garbage, OtherReference,
    TooSlow, AppliedLate, Unlisted, Throttled, NotLetIn, RowsMissing, RowsTwice, RowsShuffled, RowsRefused, RowsBusy, AllRefused,
}

/// <summary>How often each, drawn once for a world: many worlds know only a few of them.</summary>
sealed class Faults
{
    const double Partly = 0.4;
    static readonly Fault[] OfRows = [Fault.RowsMissing, Fault.RowsMissing, Fault.RowsTwice, Fault.RowsShuffled, Fault.RowsRefused, Fault.RowsBusy];
    static readonly Fault[] Each = [.. Enum.GetValues<Fault>().Where(fault => fault != Fault.None)];

    readonly double[] rates;
    readonly double most;

    public Faults(Dice dice)
    {
        most = dice.Chance(0.15) ? 0 : dice.Share() * 0.6;
        rates = [.. Each.Select(fault => dice.Chance(0.5) ? 0 : dice.Share() * Weight(fault))];
        var sum = rates.Sum();
        if (sum > most) rates = [.. rates.Select(rate => rate * most / sum)];
    }

    /// <summary>Off when the world is to come to rest.</summary>
    public bool AreOff { get; set; }

    /// <param name="dice">Of the world.</param>
    /// <param name="rows">How many the message carries; several are rare, and then what is wrong is often one of them.</param>
    public Fault Draw(Dice dice, int rows)
    {
        if (AreOff) return Fault.None;
        if (rows > 1 && most > 0 && dice.Chance(Partly)) return dice.Of(OfRows);
        var share = dice.Share();
        if (share >= most) return Fault.None;
        for (var place = 0; place < rates.Length; place++)
            if ((share -= rates[place]) < 0) return Each[place];
        return Fault.None;
    }

    static double Weight(Fault fault) => fault switch
    {
        Fault.NotLetIn or Fault.AllRefused => 0.02,
        Fault.WebPage or Fault.Garbage or Fault.OtherReference or Fault.Unlisted => 0.1,
        Fault.Throttled => 0.6,
        _ => 0.2,
    };
}
