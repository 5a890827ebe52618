using System.Text.RegularExpressions;
using Adapter.Contracts;
using Adapter.Tests.Support;
using Sylvan.Data.Csv;

namespace Adapter.Tests.Contracts;

/// <summary>The data of contracts/ is the agreed data; where that is not beside the checkout, at least none has got lost.</summary>
public sealed partial class SpecTests
{
    static string Ours(string file) => Path.Combine(Shared.Root, "contracts", file);

    [Theory]
    [InlineData("fields.csv", 97)]
    [InlineData("tables.csv", 19)]
    [InlineData("tables/AAC004.csv", 3)]
    [InlineData("tables/AAC005.csv", 59)]
    [InlineData("tables/AAC011.csv", 14)]
    [InlineData("tables/AAC024.csv", 13)]
    [InlineData("tables/AAC033.csv", 4)]
    [InlineData("tables/AAC058.csv", 5)]
    [InlineData("tables/AAE540.csv", 2)]
    [InlineData("tables/ADC221.csv", 2)]
    [InlineData("tables/ADC222.csv", 2)]
    [InlineData("tables/AJC00A.csv", 12)]
    [InlineData("tables/AJC093.csv", 14)]
    [InlineData("tables/ALA040.csv", 11)]
    [InlineData("tables/holidays.csv", 254)]
    [InlineData("tables/occupation.csv", 2060)]
    [InlineData("tables/refusal-grounds.csv", 8)]
    [InlineData("tables/region.csv", 6774)]
    [InlineData("tables/skill-level.csv", 5)]
    [InlineData("tables/title-level.csv", 8)]
    [InlineData("tables/title.csv", 291)]
    public void A_data_file_has_the_agreed_columns(string file, int rows)
    {
        Assert.Equal(rows, Columns(Ours(file)).Values.First().Count);
        if (!Shared.IsPresent) return;
        var ours = Columns(Ours(file));
        foreach (var (column, cells) in Columns(Path.Combine(Shared.Spec, file))) Assert.Equal(cells, ours[column]);
    }

    [Fact]
    public void Every_data_file_is_compared()
    {
        var files = Directory.GetFiles(Ours("tables")).Select(Path.GetFileName);

        Assert.Equal(19, files.Count());
        Assert.Equal(files.Order(), Columns(Ours("tables.csv"))["table"].Select(table => table + ".csv").Order());
        if (Shared.IsPresent) Assert.Equal(files.Order(), Directory.GetFiles(Path.Combine(Shared.Spec, "tables")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void The_rules_are_those_of_the_specification_in_its_order()
    {
        var rules = Columns(Ours("rules.csv"));
        var ours = rules["rule"].Zip(rules["severity"], rules["by"]).Select(rule => $"{rule.First} {rule.Second} {rule.Third}").ToList();

        Assert.Equal((40, 10), (ours.Count(rule => rule.EndsWith("validator", StringComparison.Ordinal)), ours.Count(rule => rule.EndsWith("service", StringComparison.Ordinal))));
        Assert.Equal(rules["rule"], Agreement.Embedded.Rules.Select(rule => rule.Name));
        if (!Shared.IsPresent) return;
        var (pure, stored) = RulesOf(File.ReadAllText(Path.Combine(Shared.Spec, "rules.md")));
        Assert.Equal(pure.Select(rule => rule + " validator").Concat(stored.Select(rule => rule + " service")), ours);
    }

    // A row whose severity is "-" tells more of a rule that has another row.
    static (IEnumerable<string> Pure, IEnumerable<string> Stored) RulesOf(string markdown)
    {
        var parts = markdown.Split("Checks that need the store");
        Assert.Equal(2, parts.Length);
        return (Rows(parts[0]), Rows(parts[1]));

        static IEnumerable<string> Rows(string part) => RuleRow().Matches(part).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}");
    }

    [GeneratedRegex(@"^\| ([a-z.-]+) \| (error|warning) \|", RegexOptions.Multiline)]
    private static partial Regex RuleRow();

    static Dictionary<string, List<string>> Columns(string file)
    {
        using var rows = CsvDataReader.Create(file);
        var columns = Enumerable.Range(0, rows.FieldCount).ToDictionary(rows.GetName, _ => new List<string>());
        while (rows.Read())
        {
            foreach (var (name, cells) in columns) cells.Add(rows.GetString(rows.GetOrdinal(name)));
        }
        return columns;
    }
}
