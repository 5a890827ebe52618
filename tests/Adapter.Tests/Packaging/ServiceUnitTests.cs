using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Adapter.Cli;
using Adapter.Tests.Support;

namespace Adapter.Tests.Packaging;

/// <summary>docker/adapter.service, and what the program does for it.</summary>
public class ServiceUnitTests
{
    static readonly string[] Lines = File.ReadAllLines(Path.Combine(Shared.Root, "docker", "adapter.service"));

    [Theory]
    [InlineData("Type=notify")]
    [InlineData("User=adapter")]
    [InlineData("StateDirectory=adapter")]
    [InlineData("UMask=0077")]
    [InlineData("LimitCORE=0")]
    [InlineData("Environment=DOTNET_EnableDiagnostics=0")]
    [InlineData("ProtectProc=invisible")]
    [InlineData("ProtectSystem=strict")]
    [InlineData("NoNewPrivileges=yes")]
    [InlineData("CapabilityBoundingSet=")]
    [InlineData("IPAddressDeny=any")]
    [InlineData("SystemCallErrorNumber=EPERM")]
    [InlineData("WatchdogSec=30")]
    [InlineData("TimeoutStopSec=35")]
    public void The_unit_says(string directive) => Assert.Contains(directive, Lines);

    [Fact]
    public void Wrong_settings_are_not_started_again()
    {
        // And nothing else: after a fail-stop it is.
        Assert.Equal([$"RestartPreventExitStatus={ExitCode.Settings}"], Lines.Where(line => line.StartsWith("RestartPrevent", StringComparison.Ordinal)));
        Assert.Contains("Restart=always", Lines);
    }

    [Fact]
    public void The_just_in_time_compiler_may_write_code_and_run_it() =>
        Assert.DoesNotContain(Lines, line => line.StartsWith("MemoryDenyWriteExecute", StringComparison.Ordinal));

    [Fact]
    public async Task Started_by_systemd_the_program_says_when_it_is_ready_and_that_it_still_runs()
    {
        // The parent's name cannot be read here either: ProtectProc=invisible hides it from a unit.
        var folder = Directory.CreateTempSubdirectory("adapter-unit-");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder.FullName, "notify")));
        using var daemon = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "adapter.dll"), "run"])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["NOTIFY_SOCKET"] = Path.Combine(folder.FullName, "notify"),
                ["WATCHDOG_USEC"] = "1000000",
                ["Adapter__Regions__0"] = Some.Region,
                ["Adapter__Listen"] = "http://127.0.0.1:0",
                ["Adapter__Ministry__BaseUrl"] = "http://127.0.0.1:9",
                ["Adapter__Ministry__AllowPlainHttp"] = "true",
                ["Adapter__Ministry__Sender"] = "370000SYDJ01",
                ["Adapter__Ministry__Sign__Type"] = "NONE",
            },
        })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var heard = new List<string>();
            while (!heard.Contains("READY=1") || heard.Count(word => word == "WATCHDOG=1") < 3) heard.Add(await Hear());
            using var signal = Process.Start("kill", ["-TERM", $"{daemon.Id}"]);
            // Heard to the end, as systemd does: who is not heard waits.
            while (await Hear() != "STOPPING=1") { }
            await daemon.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!daemon.HasExited) daemon.Kill();
            await daemon.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
        Assert.Equal(0, daemon.ExitCode);

        async Task<string> Hear()
        {
            var buffer = new byte[256];
            return Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, limit.Token));
        }
    }
}
