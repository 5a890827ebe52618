using System.Net;
using Adapter.Contracts;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Review;

/// <summary>Today is the day in China, to the second.</summary>
public sealed class ChinaDayTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    const string Refused = "422", Taken = "202";

    [Fact]
    public async Task The_day_changes_at_midnight_in_China_on_every_kind_of_day()
    {
        await fixture.Receive(Enumerable.Range(1, 8).Select(Some.Application));

        // An ordinary day, New Year's Day, the end of February in a common year and in a leap year.
        await AtTheTurn(1, new(2026, 3, 10), "20260311");
        await AtTheTurn(3, new(2026, 12, 31), "20270101");
        await AtTheTurn(5, new(2027, 2, 28), "20270301");
        Assert.Contains("date", (await Submit(51, "20270229")).Rules);
        await AtTheTurn(7, new(2028, 2, 28), "20280229");
    }

    async Task AtTheTurn(int seed, DateOnly last, string next)
    {
        var midnight = new DateTimeOffset(last.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));
        fixture.Time.SetUtcNow(midnight.AddSeconds(-1));
        var (early, today) = (await Submit(100 + seed, next), await Submit(200 + seed, ChinaTime.Compact(last)));
        var before = await fixture.Client.Decide(Some.Application(seed)["ADC201"]!);
        fixture.Time.SetUtcNow(midnight);
        var late = await Submit(100 + seed, next);
        var after = await fixture.Client.Decide(Some.Application(seed + 1)["ADC201"]!);

        Assert.Equal((Refused, Taken, Taken), (Status(early), Status(today), Status(late)));
        Assert.Equal(["date.future"], early.Rules.Distinct());
        Assert.Equal((ChinaTime.Compact(last), next), (Sent(before)["AAE036"], Sent(after)["AAE036"]));
        Assert.Equal((ChinaTime.Compact(last)[2..], next[2..]), (((string)before["AAZ341"]!)[6..12], ((string)after["AAZ341"]!)[6..12]));
    }

    Task<Answer> Submit(int seed, string day) => fixture.Client.Hand("/api/audit-results",
        Some.AuditResult(seed).With("ADC201", "").With("AAE036", day).With("AAZ341", $"{Some.Region}260213{seed:000000}").ToJson());

    Message Sent(Answer answer) => MessageReader.Read(Agreement.Embedded.Kind("audit-result"), fixture.Database.Read(session =>
        fixture.Get<Outbox>().Latest(session, "audit-result", (string)answer["AAB301"]!, (string)answer["AAZ341"]!))!.Payload);

    static string Status(Answer answer) => $"{(int)answer.Status}";
}
