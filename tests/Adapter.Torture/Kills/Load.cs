using System.Globalization;

namespace Adapter.Torture.Kills;

/// <summary>How much longer everything takes because the machine does other things too, as it was when the program started.</summary>
static class Load
{
    const string File = "/proc/loadavg";

    public static double Factor { get; } = Math.Max(1, Average() / Environment.ProcessorCount);

    /// <summary>A time that holds on an idle machine.</summary>
    public static TimeSpan Of(TimeSpan idle) => idle * Factor;

    static double Average() => System.IO.File.Exists(File) ? double.Parse(System.IO.File.ReadAllText(File).Split(' ')[0], CultureInfo.InvariantCulture) : 0;
}
