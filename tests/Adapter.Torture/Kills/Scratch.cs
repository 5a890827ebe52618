namespace Adapter.Torture.Kills;

/// <summary>A folder in memory where there is one: what a process wrote survives its SIGKILL there as on a disk.</summary>
static class Scratch
{
    const string Memory = "/dev/shm";

    public static string Make(string name) => Directory.CreateDirectory(
        Path.Combine(Directory.Exists(Memory) ? Memory : Path.GetTempPath(), $"adapter-torture-{Environment.ProcessId}-{name}")).FullName;
}
