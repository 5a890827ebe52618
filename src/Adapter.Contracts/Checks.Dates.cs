namespace Adapter.Contracts;

static partial class Checks
{
    static bool Date(in Case at) => Named(at) is null;

    static bool DateMonth(in Case at) => CompactDate.Month(at.Value) is not null;

    static bool DateFuture(in Case at) => Named(at) > at.Today;

    static bool DateOrder(in Case at) => Named(at) > CompactDate.Day(at.Other(0));

    // A month counts as its first day: it is later than a day exactly when it is later than that day's month.
    static DateOnly? Named(in Case at) =>
        CompactDate.Day(at.Value) ?? (at.Field.AcceptsMonth ? CompactDate.Month(at.Value) : null);
}
