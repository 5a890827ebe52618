using System.Collections.Concurrent;
using System.Diagnostics;

namespace Adapter.Torture.Kills;

/// <summary>One life of the adapter: a process from its start to its end, and what it said.</summary>
sealed class Daemon : IDisposable
{
    const string Greeting = "已启动，监听 ";
    const int MostLines = 2000;

    // A life is over before the second compilation pays.
    static readonly Dictionary<string, string> Runtime = new()
    {
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_TC_CallCountThreshold"] = "10000",
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_EnableWriteXorExecute"] = "0",
        ["DOTNET_NOLOGO"] = "1",
    };

    static readonly ConcurrentDictionary<int, Process> Alive = [];

    readonly Process process;
    readonly ConcurrentQueue<string> said = [];
    readonly TaskCompletionSource<Uri?> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly long started = Stopwatch.GetTimestamp();

    // Whoever ends this program ends what it has started.
    static Daemon() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var id in Alive.Keys) Signals.Send(id, Signals.Kill);
    };

    Daemon(ProcessStartInfo start)
    {
        process = new() { StartInfo = start };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Start();
        Alive[process.Id] = process;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        Ended = End();
    }

    /// <summary>The address of its API; null when it ended before.</summary>
    public Task<Uri?> Ready => ready.Task;
    public TimeSpan? ReadyAfter { get; private set; }
    /// <summary>All that it said is heard.</summary>
    public Task Ended { get; }
    public int ExitCode => process.ExitCode;
    public bool WasKilled => process.ExitCode == 128 + Signals.Kill;
    public string Said => string.Join('\n', said);
    public TimeSpan Age => Stopwatch.GetElapsedTime(started);

    public static Daemon Start(string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Runtime.Concat(environment)) start.Environment[name] = value;
        return new(start);
    }

    public void Signal(int signal)
    {
        if (!process.HasExited) Signals.Send(process.Id, signal);
    }

    /// <summary>False when it goes on longer.</summary>
    public async Task<bool> Ends(TimeSpan within)
    {
        try
        {
            await Ended.WaitAsync(within);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    async Task End()
    {
        await process.WaitForExitAsync();
        Alive.TryRemove(process.Id, out _);
        ready.TrySetResult(null);
    }

    void Hear(string? line)
    {
        if (line is null) return;
        if (said.Count < MostLines) said.Enqueue(line);
        if (!line.StartsWith(Greeting, StringComparison.Ordinal)) return;
        ReadyAfter = Age;
        ready.TrySetResult(new(line[Greeting.Length..]));
    }
}
