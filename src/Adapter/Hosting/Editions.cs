using System.Reflection;
using System.Runtime.InteropServices;
using Adapter.Contracts;
using Microsoft.Data.Sqlite;
using Sylvan.Data.Csv;

namespace Adapter.Hosting;

/// <summary>A code table, where its codes come from, and how many there are; 0 = it is a list without codes.</summary>
sealed record TableEdition(string Table, string Name, string Edition, int Codes);

/// <summary>The versions of the program, of what it runs on, and of its data.</summary>
static class Editions
{
    public static string Program { get; } = typeof(Editions).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static string Runtime => RuntimeInformation.FrameworkDescription;

    public static string Sqlite { get; } = SqliteVersion();

    /// <summary>The year up to which the working days are known.</summary>
    public static string HolidaysUntil(Agreement agreement) =>
        agreement.Text("tables/holidays.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Split('-')[0];

    public static IEnumerable<TableEdition> Tables(Agreement agreement)
    {
        using var reader = CsvDataReader.Create(new StringReader(agreement.Text("tables.csv")));
        while (reader.Read())
            yield return new(reader.GetString(0), reader.GetString(1), reader.GetString(3), agreement.Tables[reader.GetString(0)].Rows.Count);
    }

    static string SqliteVersion()
    {
        using var memory = new SqliteConnection("Data Source=:memory:");
        memory.Open();
        return memory.ServerVersion;
    }
}
