using System.CommandLine;
using Adapter.Cli;
using Adapter.Tests.Support;

namespace Adapter.Tests.Cli;

public sealed class HelpTests
{
    public static TheoryData<string> Verbs() => [.. Below(CommandLine.Root(), "")];

    static IEnumerable<string> Below(Command command, string path) => command.Subcommands
        .SelectMany(verb => Below(verb, $"{path} {verb.Name}".Trim()).Prepend($"{path} {verb.Name}".Trim()));

    [Theory, MemberData(nameof(Verbs))]
    public async Task Every_verb_has_help_with_an_example_of_itself(string verb)
    {
        using var commands = new Commands();

        var help = await commands.Run($"{verb} --help");

        Assert.Equal(ExitCode.Done, help.Exit);
        Assert.Contains($"示例：\n  adapter {verb}", help.Output);
    }
}
