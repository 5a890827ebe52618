using Adapter.Delivery;

namespace Adapter.Tests.Delivery;

public sealed class MessageRateTests
{
    TimeSpan now = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(5, 5)]
    [InlineData(0.5, 1)]
    [InlineData(2.5, 2)]
    public void A_second_s_messages_go_at_once_and_no_more(double perSecond, int most) => Assert.Equal(most, Taken(new(perSecond), 100));

    [Theory]
    [InlineData(5, 200)]
    [InlineData(0.5, 2000)]
    public void Each_further_one_has_its_own_time(double perSecond, int milliseconds)
    {
        var rate = new MessageRate(perSecond);
        Taken(rate, 100);

        now += TimeSpan.FromMilliseconds(milliseconds - 1);
        Assert.Equal(0, Taken(rate, 100));
        now += TimeSpan.FromMilliseconds(1);
        Assert.Equal(1, Taken(rate, 100));
    }

    [Fact]
    public void A_quiet_hour_saves_up_no_more_than_a_second()
    {
        var rate = new MessageRate(5);
        Taken(rate, 100);
        now += TimeSpan.FromHours(1);

        Assert.Equal(5, Taken(rate, 100));
    }

    [Fact]
    public void What_was_not_used_is_given_back()
    {
        var rate = new MessageRate(1);
        Assert.True(rate.TryTake(now));
        rate.GiveBack();
        Assert.Equal(1, Taken(rate, 100));
    }

    [Fact]
    public void Nothing_is_held_back_where_no_rate_is_set() => Assert.Equal(5000, Taken(new(0), 5000));

    int Taken(MessageRate rate, int tries) => Enumerable.Range(0, tries).Count(_ => rate.TryTake(now));
}
