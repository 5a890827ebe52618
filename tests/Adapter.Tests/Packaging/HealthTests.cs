using Adapter.Cli;
using Adapter.Simulator;
using Adapter.Tests.Support;
using CommandLine = Adapter.Cli.CommandLine;

namespace Adapter.Tests.Packaging;

/// <summary><c>doctor --live</c>, by which a container and a monitor see whether the daemon answers.</summary>
public class HealthTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    static async Task<(int Code, string Output)> Live(string listen)
    {
        var output = new StringWriter();
        return (await CommandLine.Run(["doctor", "--live", "--json", "--set", $"Listen={listen}"], output, TextWriter.Null), output.ToString());
    }

    [Fact]
    public async Task A_daemon_that_answers_is_live()
    {
        var (code, output) = await Live(fixture.App.Urls.First());

        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("\"health\":\"passed\"", Assert.Single(output.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_answers_or_someone_else_does_it_is_not()
    {
        await using var other = SimulatorHost.Build(new());
        await other.StartAsync();

        Assert.Equal(ExitCode.FoundWrong, (await Live(other.Urls.First())).Code);
        Assert.Equal(ExitCode.FoundWrong, (await Live("http://127.0.0.1:9")).Code);
    }
}
