using System.Net;
using Adapter.Api;
using Adapter.Tests.Support;

namespace Adapter.Tests.Api;

/// <summary>With an installation of its own: what is tried here shuts out everybody at this address who has no key.</summary>
public sealed class CallLimitTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    [Fact]
    public async Task Who_guesses_keys_is_told_to_wait_a_second_and_who_has_one_is_not()
    {
        using var guesser = fixture.Anonymous();
        var (tries, last) = (0, new HttpResponseMessage());
        while (tries++ < 40 * ApiLimit.OfAnAddress && last.StatusCode != HttpStatusCode.TooManyRequests) last = await guesser.GetAsync("/api/uploads");

        Assert.InRange(tries, 2 * ApiLimit.OfAnAddress, 40 * ApiLimit.OfAnAddress);
        Assert.Contains("rate.exceeded", await last.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("1", last.Headers.GetValues("Retry-After").Single());
        Assert.Equal(HttpStatusCode.OK, (await fixture.Client.Look("/api/uploads")).Status);
        await Eventually.Holds(() => guesser.Look("/api/uploads").Result.Status == HttpStatusCode.Unauthorized);
    }
}
