using System.CommandLine;
using System.CommandLine.Invocation;

namespace Adapter.Cli;

/// <summary>What <c>--help</c> prints: the usage, the verbs with one line each, and at last the example of the verb asked about.</summary>
sealed class ChineseHelp : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var (summary, example) = Split(command.Description);
        var output = parsed.Output();
        output.WriteLine(summary);
        output.WriteLine($"\n用法：{Usage(command)}");
        WriteList(output, "动词", command.Subcommands.Select(verb => (verb.Name, Split(verb.Description).Summary)));
        WriteList(output, "参数", command.Arguments.Select(argument => ($"<{argument.HelpName ?? argument.Name}>", argument.Description ?? "")));
        WriteList(output, "选项", command.Options.Concat(Inherited(command)).Distinct().Select(option => (Usage(option), option.Description ?? "")));
        output.WriteLine(example);
        return ExitCode.Done;
    }

    static (string Summary, string Example) Split(string? description)
    {
        var lines = (description ?? "").Split('\n', 2);
        return (lines[0], lines.Length > 1 ? "\n" + lines[1].Trim('\n') : "");
    }

    static string Usage(Command command)
    {
        var names = new[] { command }.Concat(Ancestors(command)).Reverse().Select(name => name is RootCommand ? "adapter" : name.Name);
        var arguments = command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues == 0
            ? $"[<{argument.HelpName ?? argument.Name}>]" : $"<{argument.HelpName ?? argument.Name}>");
        var verb = command.Subcommands.Count > 0 ? ["<动词>"] : Array.Empty<string>();
        return string.Join(' ', [.. names, .. verb, .. arguments, "[选项]"]);
    }

    static string Usage(Option option)
    {
        var names = string.Join("、", option.Aliases.Where(alias => alias.StartsWith('-')).Prepend(option.Name));
        return option.ValueType == typeof(bool) || option.ValueType == typeof(void) ? names : $"{names} <{option.HelpName ?? "值"}>";
    }

    static IEnumerable<Command> Ancestors(Symbol symbol) =>
        symbol.Parents.OfType<Command>().SelectMany(parent => Ancestors(parent).Prepend(parent));

    static IEnumerable<Option> Inherited(Command command) =>
        Ancestors(command).SelectMany(parent => parent.Options).Where(option => option.Recursive);

    static void WriteList(TextWriter output, string title, IEnumerable<(string Name, string Text)> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0) return;
        output.WriteLine($"\n{title}：");
        var width = list.Max(row => Columns(row.Name)) + 2;
        foreach (var (name, text) in list) output.WriteLine($"  {name}{new string(' ', width - Columns(name))}{text}");
    }

    /// <summary>A Chinese character takes two columns of a terminal.</summary>
    static int Columns(string text) => text.Sum(c => c > 0x2E80 ? 2 : 1);
}
