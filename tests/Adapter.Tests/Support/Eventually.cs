using System.Diagnostics;

namespace Adapter.Tests.Support;

static class Eventually
{
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
