namespace Adapter;

/// <summary>Short pauses for short lives: FP_FAST=1 asks for them.</summary>
static class Fast
{
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("FP_FAST") == "1";

    public static TimeSpan Poll(int milliseconds) => IsOn ? Between : TimeSpan.FromMilliseconds(milliseconds);

    /// <summary>True after a pause: once more. False at once where lives are not fast.</summary>
    public static async Task<bool> Again(CancellationToken stop)
    {
        if (IsOn) await Task.Delay(Between, stop);
        return IsOn;
    }
}
