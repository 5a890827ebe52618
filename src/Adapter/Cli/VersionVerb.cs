using System.CommandLine;
using Adapter.Contracts;
using Adapter.Hosting;

namespace Adapter.Cli;

/// <summary><c>adapter version</c>: the program, what it runs on, and the edition of its data.</summary>
static class VersionVerb
{
    public static Command Command()
    {
        var command = new Command("version", Verb.Describe("显示程序、运行环境和数据表的版本", "adapter version", "adapter version --json")) { Verb.JsonOption() };
        command.SetAction(Show);
        return command;
    }

    static int Show(ParseResult parsed)
    {
        var agreement = Agreement.Load(parsed.Settings().Contracts);
        var (tables, holidaysUntil) = (Editions.Tables(agreement).ToList(), Editions.HolidaysUntil(agreement));
        if (parsed.IsJson())
        {
            parsed.WriteJson(new { program = Editions.Program, runtime = Editions.Runtime, sqlite = Editions.Sqlite, holidaysUntil, tables = tables.ToDictionary(row => row.Table, row => row.Edition) });
            return ExitCode.Done;
        }
        var output = parsed.Output();
        output.WriteLine($"adapter {Editions.Program}\n运行环境 {Editions.Runtime}\nSQLite {Editions.Sqlite}\n节假日表至 {holidaysUntil} 年\n代码表：");
        foreach (var (table, name, edition, _) in tables) output.WriteLine($"  {table} {name}：{edition}");
        return ExitCode.Done;
    }
}
