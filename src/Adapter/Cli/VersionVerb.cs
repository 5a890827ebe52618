using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using Adapter.Contracts;
using Microsoft.Data.Sqlite;

namespace Adapter.Cli;

/// <summary><c>adapter version</c>: the program, what it runs on, and the edition of its data.</summary>
static class VersionVerb
{
    public static string Program { get; } = typeof(VersionVerb).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static Command Command()
    {
        var command = new Command("version", Verb.Describe("显示程序、运行环境和数据表的版本", "adapter version", "adapter version --json")) { Verb.JsonOption() };
        command.SetAction(Show);
        return command;
    }

    static int Show(ParseResult parsed)
    {
        var agreement = Agreement.Load(parsed.Settings().Contracts);
        var tables = Csv(agreement.Text("tables.csv")).ToList();
        var days = agreement.Text("tables/holidays.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var holidaysUntil = days[^1].Split('-')[0];
        var (runtime, sqlite) = (RuntimeInformation.FrameworkDescription, SqliteVersion());
        if (parsed.IsJson())
        {
            parsed.WriteJson(new { program = Program, runtime, sqlite, holidaysUntil, tables = tables.ToDictionary(row => row.Table, row => row.Edition) });
            return ExitCode.Done;
        }
        var output = parsed.Output();
        output.WriteLine($"adapter {Program}\n运行环境 {runtime}\nSQLite {sqlite}\n节假日表至 {holidaysUntil} 年\n代码表：");
        foreach (var (table, name, edition) in tables) output.WriteLine($"  {table} {name}：{edition}");
        return ExitCode.Done;
    }

    static string SqliteVersion()
    {
        using var memory = new SqliteConnection("Data Source=:memory:");
        memory.Open();
        return memory.ServerVersion;
    }

    static IEnumerable<(string Table, string Name, string Edition)> Csv(string text)
    {
        using var reader = Sylvan.Data.Csv.CsvDataReader.Create(new StringReader(text));
        while (reader.Read()) yield return (reader.GetString(0), reader.GetString(1), reader.GetString(3));
    }
}
