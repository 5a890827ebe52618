using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Adapter.Tests.Support;

static class Eventually
{
    /// <summary>Moves the clock on by second until the condition holds, no further than that.</summary>
    public static async Task Until(this FakeTimeProvider time, Func<bool> condition, TimeSpan within)
    {
        for (var passed = TimeSpan.Zero; passed < within && !condition(); passed += TimeSpan.FromSeconds(1))
        {
            time.Advance(TimeSpan.FromSeconds(1));
            // Time enough for what the clock has woken, on a loaded machine too.
            var started = Stopwatch.GetTimestamp();
            while (!condition() && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(1.5)) await Task.Delay(10);
        }
        await Holds(condition);
    }

    /// <summary>
    /// The metrics once one of their lines is as it should be. All that a process counts goes by one name: hosts of other
    /// tests, which run beside this one, are heard too until they have gone.
    /// </summary>
    public static async Task<string> Metrics(this HttpClient client, Func<string, bool> line)
    {
        var metrics = "";
        await Holds(() => (metrics = client.GetStringAsync("/metrics").GetAwaiter().GetResult()).Split('\n').Any(line), () => metrics);
        return metrics;
    }

    /// <summary>Waits until the condition holds; fails after 20 seconds.</summary>
    public static async Task Holds(Func<bool> condition, Func<string>? said = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20), said?.Invoke() ?? "the condition did not come to hold");
            await Task.Delay(10);
        }
    }
}
