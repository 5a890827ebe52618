using Adapter.Delivery;
using Adapter.Ministry;

namespace Adapter.Tests.Delivery;

public sealed class SlowStartTests
{
    static readonly Outcome Silence = new() { Class = OutcomeClass.Unknown, Code = "timeout" };
    static readonly Outcome Answer = new() { Class = OutcomeClass.Ok, Code = "00000000" };

    readonly SlowStart start = new();
    TimeSpan now = TimeSpan.FromHours(1);

    [Fact]
    public void Nothing_is_held_back_before_any_silence()
    {
        start.Note(Silence, now);
        start.Note(Answer, now);
        Assert.Equal(5000, Taken(5000));
    }

    [Fact]
    public void After_a_silence_each_second_of_answers_doubles_what_may_go_until_all_may()
    {
        Return();

        for (var second = 0; second < 8; second++)
        {
            Assert.Equal(1 << second, Taken(5000));
            start.Note(Answer, now);
            now += TimeSpan.FromSeconds(1);
        }
        Assert.Equal(5000, Taken(5000));
    }

    [Fact]
    public void What_was_shut_begins_as_slowly()
    {
        start.Begin(now);

        Assert.Equal(1, Taken(5000));
    }

    [Fact]
    public void A_second_with_a_silence_does_not_open_it_further()
    {
        Return();
        for (var second = 0; second < 3; second++)
        {
            Assert.Equal(1, Taken(10));
            start.Note(Answer, now);
            start.Note(Silence, now);
            now += TimeSpan.FromSeconds(1);
        }
    }

    [Fact]
    public void What_was_not_used_is_given_back()
    {
        Return();
        Assert.True(start.TryTake(now));
        start.GiveBack();
        Assert.True(start.TryTake(now));
        Assert.False(start.TryTake(now));
    }

    void Return()
    {
        for (var n = 0; n < 3; n++) Assert.False(start.Note(Silence, now));
        Assert.True(start.Note(Answer, now));
    }

    int Taken(int wanted) => Enumerable.Range(0, wanted).Count(_ => start.TryTake(now));
}
