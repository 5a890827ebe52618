using System.Globalization;

namespace Adapter;

/// <summary>A clock of the day that is wrong by FP_CLOCK seconds; what is measured with it is right.</summary>
sealed class ShiftedClock(TimeSpan by) : TimeProvider
{
    public static TimeProvider Asked { get; } =
        double.TryParse(Environment.GetEnvironmentVariable("FP_CLOCK"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? new ShiftedClock(TimeSpan.FromSeconds(seconds)) : System;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
