namespace Adapter.Contracts;

static partial class Checks
{
    const string IdentityCard = "01";
    const int WorkingAge = 16;

    static bool IdLength(in Case at) => CitizenId.LengthIsWrong(at.Value);

    static bool IdDigits(in Case at) => CitizenId.DigitsAreWrong(at.Value);

    static bool IdChecksum(in Case at) => CitizenId.CheckIsWrong(at.Value);

    static bool IdGender(in Case at) => at.Other(0) switch
    {
        "1" => CitizenId.WellFormed(at.Value) && !CitizenId.IsMale(at.Value),
        "2" => CitizenId.WellFormed(at.Value) && CitizenId.IsMale(at.Value),
        _ => false,
    };

    static bool IdBirth(in Case at) =>
        CitizenId.WellFormed(at.Value) && (CitizenId.Birth(at.Value) is not { } birth || birth > at.Today);

    static bool IdRegion(in Case at)
    {
        if (!CitizenId.WellFormed(at.Value) || at.Terms.RegionTable.Rows.ContainsKey(at.Value[..6])) return false;
        var prefecture = string.Concat(at.Value.AsSpan(0, 4), "00");
        return !at.Terms.RegionTable.Rows.ContainsKey(prefecture) || prefecture.EndsWith("0000", StringComparison.Ordinal);
    }

    static bool IdAge(in Case at) =>
        CompactDate.Day(at.Other(0)) is { } applied
        && CitizenId.WellFormed(at.Value)
        && CitizenId.Birth(at.Value) is { } birth
        && YearsBetween(birth, applied) < WorkingAge;

    static bool DocumentId(in Case at) =>
        at.Other(0) == IdentityCard
        && (CitizenId.LengthIsWrong(at.Value) || CitizenId.DigitsAreWrong(at.Value) || CitizenId.CheckIsWrong(at.Value));

    static bool DocumentMismatch(in Case at) =>
        at.Other(0) == IdentityCard
        && !Message.IsBlank(at.Other(1))
        && CitizenId.Normalise(at.Value) != CitizenId.Normalise(at.Other(1));

    static int YearsBetween(DateOnly from, DateOnly until) =>
        until.Year - from.Year - ((until.Month, until.Day).CompareTo((from.Month, from.Day)) < 0 ? 1 : 0);
}
