using System.Net;
using Adapter.Simulator;
using CommandLine = Adapter.Simulator.CommandLine;

namespace Adapter.Tests.Simulator;

public sealed class SwitchesTests : IDisposable
{
    readonly DirectoryInfo keys = Directory.CreateTempSubdirectory("adapter-keys-");

    SimulatorOptions Read(params string[] args) =>
        Switches.Read(CommandLine.Root(TextWriter.Null, TextWriter.Null).Parse([.. args, "--keys", keys.FullName]));

    [Fact]
    public void Every_fault_is_switched_on_from_the_command_line_with_its_rate_and_a_seed()
    {
        var options = Read([.. FaultTable.All.SelectMany(fault => new[] { "--fault", $"{fault.Name}:rate=0.05,count=3,ms=20,rows=2,interface=SYDJ1002" }), "--seed", "42"]);

        Assert.Equal(42, options.Seed);
        Assert.Equal(FaultTable.All.Select(fault => fault.Name), options.Faults.Select(fault => fault.Name));
        Assert.All(options.Faults, fault => Assert.Equal((0.05, 3, 20, 2, "SYDJ1002"), (fault.Rate, fault.Count, fault.Ms, fault.Rows, fault.Interface)));
    }

    [Theory]
    [InlineData("--fault", "no-such-fault")]
    [InlineData("--fault", "slow:rate=2")]
    [InlineData("--fault", "slow:speed=2")]
    [InlineData("--listen", "everywhere")]
    [InlineData("--sign", "RSA")]
    [InlineData("--faulty", "1.5")]
    [InlineData("--port", "70000")]
    [InlineData("--regions", ",")]
    public void A_switch_that_is_wrong_says_so(string name, string value) => Assert.Throws<FormatException>(() => Read(name, value));

    [Fact]
    public void It_listens_on_this_machine_alone_unless_told_otherwise()
    {
        Assert.Equal(IPAddress.Loopback, Read().Listen);
        Assert.Equal(IPAddress.Any, Read("--listen", "0.0.0.0").Listen);
    }

    [Fact]
    public async Task Told_so_it_listens_on_every_address()
    {
        await using var app = SimulatorHost.Build(new() { Listen = IPAddress.Any });
        await app.StartAsync();

        Assert.StartsWith("http://0.0.0.0:", Assert.Single(app.Urls), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_are_made_once_and_only_their_owner_can_read_the_private_ones()
    {
        var first = Read("--sign", "sm2").Keys;

        Assert.Equal(first, Read("--sign", "SM2").Keys);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(keys.FullName, "client-private.pem")));
    }

    public void Dispose() => keys.Delete(recursive: true);
}
