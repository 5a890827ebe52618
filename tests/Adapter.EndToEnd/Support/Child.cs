using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Adapter.EndToEnd.Support;

/// <summary>A process of its own: what it says is kept, and it ends with the test.</summary>
sealed class Child : IAsyncDisposable
{
    const int SigInt = 2;
    const int SigTerm = 15;

    readonly Process process;
    readonly ConcurrentQueue<string> output = [];
    readonly ConcurrentQueue<string> errors = [];

    Child(ProcessStartInfo start)
    {
        process = new() { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
    }

    public IReadOnlyList<string> Output => [.. output];
    public IReadOnlyList<string> Errors => [.. errors];
    public string Said => string.Join('\n', output.Concat(errors));
    public int Id => process.Id;
    public bool HasEnded => process.HasExited;
    public DateTimeOffset EndedAt => process.ExitTime;

    /// <summary>One of our own programs.</summary>
    public static Child Dotnet(string program, params IEnumerable<string> arguments) => Start("dotnet", [program, .. arguments]);

    public static Child Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            // A folder without settings of anybody.
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new(start);
    }

    /// <summary>The rest of the first line of output that begins so.</summary>
    public async Task<string> Says(string beginning)
    {
        await Eventually.Holds(() => process.HasExited || Find(beginning) is not null, () => Said);
        return Find(beginning)?[beginning.Length..] ?? throw new InvalidOperationException($"{process.StartInfo.Arguments} ended: {Said}");
    }

    /// <summary>The exit code.</summary>
    public async Task<int> Ended(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <summary>As Ctrl+C does.</summary>
    public void Interrupt() => _ = kill(process.Id, SigInt);

    public void Terminate() => _ = kill(process.Id, SigTerm);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    string? Find(string beginning) => output.FirstOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal));

    static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }

    [DllImport("libc", SetLastError = true)]
    static extern int kill(int process, int signal);
}
