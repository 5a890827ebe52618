using System.Diagnostics;
using Adapter.EndToEnd.Support;

namespace Adapter.Benchmarks;

/// <summary>The program as it is installed: compiled ahead, so that no round is half compiler.</summary>
static class Published
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>From here on every process is one of it.</summary>
    public static async Task Use()
    {
        var folder = Path.Combine(Built.Root, "tests", "Adapter.Benchmarks", "bin", "published");
        string[] arguments = ["publish", Path.Combine(Built.Root, "src", "Adapter"), "-c", "Release", "--use-current-runtime", "--no-self-contained", "-p:PublishReadyToRun=true", "-o", folder, "-v", "q", "-nologo"];
        using var publish = Process.Start("dotnet", arguments);
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0) throw new InvalidOperationException($"dotnet publish ended with {publish.ExitCode}");
        Built.Adapter = Path.Combine(folder, "adapter.dll");
    }

    /// <summary>A verb to its end.</summary>
    /// <exception cref="InvalidOperationException">It did not do what it should.</exception>
    public static async Task Do(params IEnumerable<string> arguments)
    {
        await using var child = Child.Dotnet(Built.Adapter, arguments);
        var code = await child.Ended(Patience);
        if (code != 0) throw new InvalidOperationException($"{code}: {child.Said}");
    }
}
