namespace Adapter.Contracts;

static partial class Checks
{
    // A month counts as its first day: it is later than a day exactly when it is later than that day's month.
    static Breaches Date(ref Case at)
    {
        var broken = Breaches.None;
        var named = CompactDate.Day(at.Value);
        if (named is null && (at.Steps.Asked & Breaches.DateMonth) != 0)
        {
            named = CompactDate.Month(at.Value);
            broken = When(named is not null, Breaches.DateMonth);
        }
        if (named is not { } date) return Breaches.Date;
        at.IsPlain = true;
        return broken
            | When(date > at.Today, Breaches.DateFuture)
            | When(date > CompactDate.Day(at.Other(Breaches.DateOrder)), Breaches.DateOrder);
    }
}
