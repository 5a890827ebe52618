using Adapter.Settings;

namespace Adapter.Delivery;

/// <summary>How long to leave something alone after so many failures: doubling from FirstRetry to MaxRetry, with jitter.</summary>
sealed class Backoff(DeliverySettings settings)
{
    // Beyond this a doubling changes nothing, as the settings' range is 10 ms to 1 day.
    const int MostDoublings = 24;
    static readonly TimeSpan MostAsked = TimeSpan.FromDays(1);

    /// <param name="failures">From 1.</param>
    /// <param name="asked">What the platform asked for (Retry-After): never less, but no more than a day is believed.</param>
    public TimeSpan After(long failures, TimeSpan? asked = null)
    {
        var doubled = settings.FirstRetry * Math.Pow(2, Math.Clamp(failures - 1, 0, MostDoublings));
        var longest = doubled < settings.MaxRetry ? doubled : settings.MaxRetry;
        var pause = longest * (0.75 + (Random.Shared.NextDouble() / 4));
        return asked is { } wish && Believed(wish) > pause ? Believed(wish) : pause;
    }

    /// <summary>How much of what the platform asked for is obeyed.</summary>
    public static TimeSpan Believed(TimeSpan asked) => asked < MostAsked ? asked : MostAsked;
}
