using System.Diagnostics;

namespace Adapter.EndToEnd.Support;

static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task Holds(Func<bool> condition, Func<string>? otherwise = null) =>
        Holds(() => Task.FromResult(condition()), Patience, () => Task.FromResult(otherwise?.Invoke() ?? ""));

    /// <summary>Waits until the condition holds; fails with what otherwise tells when it does not within that time.</summary>
    public static async Task Holds(Func<Task<bool>> condition, TimeSpan within, Func<Task<string>> otherwise)
    {
        if (!await Becomes(condition, within)) Assert.Fail($"the condition did not come to hold: {await otherwise()}");
    }

    public static async Task<bool> Becomes(Func<Task<bool>> condition, TimeSpan within)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > within) return false;
            await Task.Delay(25);
        }
        return true;
    }
}
