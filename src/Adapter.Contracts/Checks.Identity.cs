namespace Adapter.Contracts;

static partial class Checks
{
    const int WorkingAge = 16;

    static Breaches Id(ref Case at)
    {
        var number = at.Value;
        if (CitizenId.Breaches(number) is var broken && broken != Breaches.None) return broken;
        if (char.IsAsciiLetter((char)number[0])) return Breaches.None;
        at.IsPlain = true;
        return Gender(ref at) | Birth(ref at) | When(IsNoRegion(number, at.Terms.RegionTable), Breaches.IdRegion);
    }

    static Breaches Gender(ref Case at) =>
        at.Other(Breaches.IdGender) is [var gender and ((byte)'1' or (byte)'2')] ? When(CitizenId.IsMale(at.Value) != (gender == '1'), Breaches.IdGender) : Breaches.None;

    static Breaches Birth(ref Case at)
    {
        if (CitizenId.Birth(at.Value) is not { } birth) return Breaches.IdBirth;
        return When(birth > at.Today, Breaches.IdBirth)
            | When(CompactDate.Day(at.Other(Breaches.IdAge)) is { } applied && YearsBetween(birth, applied) < WorkingAge, Breaches.IdAge);
    }

    static bool IsNoRegion(ReadOnlySpan<byte> number, CodeTable regions)
    {
        if (regions.Index.TryFind(number[..6], out _)) return false;
        return number[2..4] is [(byte)'0', (byte)'0'] || !regions.Index.TryFind([.. number[..4], .. "00"u8], out _);
    }

    static Breaches Document(ref Case at)
    {
        var flaws = CitizenId.Breaches(at.Value);
        at.IsPlain = flaws == Breaches.None && !char.IsAsciiLetter((char)at.Value[0]);
        var social = at.Other(Breaches.DocumentMismatch, 1);
        return When(flaws != Breaches.None && IsIdentityCard(at.Other(Breaches.DocumentId)), Breaches.DocumentId)
            | When(IsIdentityCard(at.Other(Breaches.DocumentMismatch)) && !Blank.Is(social) && !CitizenId.AreSame(at.Value, social), Breaches.DocumentMismatch);
    }

    static bool IsIdentityCard(ReadOnlySpan<byte> type) => type.SequenceEqual("01"u8);

    static int YearsBetween(DateOnly from, DateOnly until) =>
        until.Year - from.Year - ((until.Month * 31) + until.Day < (from.Month * 31) + from.Day ? 1 : 0);
}
