using System.Text.RegularExpressions;
using Adapter.Contracts;
using Adapter.Simulator;
using Adapter.Tests.Support;
using Adapter.Wire;

namespace Adapter.Tests.Architecture;

/// <summary>Who may know whom: the directions of the design.</summary>
public sealed partial class RoomsTests
{
    /// <summary>A folder of src/Adapter -> the folders whose types may stand in it. Stages never know each other nor a face.</summary>
    static readonly Dictionary<string, string[]> Knows = new()
    {
        // floor
        ["Settings"] = [],
        ["Files"] = [],
        ["Store"] = ["Settings"],
        ["Ministry"] = ["Settings"],
        ["Hosting"] = ["Settings", "Store", "Ministry"],
        ["People"] = ["Settings", "Store"],
        // stages
        ["Intake"] = ["Settings", "Files", "Store", "Ministry", "Hosting"],
        ["Review"] = ["Settings", "Files", "Store", "Hosting"],
        ["Delivery"] = ["Settings", "Files", "Store", "Ministry", "Hosting"],
        ["Balance"] = ["Settings", "Files", "Store", "Ministry", "Hosting"],
        // faces: a verb prints what the local API answers, and a page shows it
        ["Api"] = ["Settings", "Files", "Store", "Ministry", "Hosting", "Intake", "Review", "Delivery", "Balance"],
        ["Desk"] = ["Settings", "Files", "Store", "Ministry", "Hosting", "People", "Intake", "Review", "Delivery", "Balance", "Api"],
        ["Cli"] = ["Settings", "Files", "Store", "Ministry", "Hosting", "People", "Intake", "Review", "Delivery", "Balance", "Api"],
    };

    static readonly ILookup<string, string> Types = typeof(AdapterHost).Assembly.GetTypes()
        .Where(type => type.Namespace?.StartsWith("Adapter.", StringComparison.Ordinal) == true)
        .ToLookup(type => type.Namespace!["Adapter.".Length..], type => type.Name);

    static string Project(string name) => Path.Combine(Shared.Root, "src", name);

    [Fact]
    public void A_room_names_only_the_rooms_that_it_may_know()
    {
        var rooms = Directory.GetDirectories(Project("Adapter")).Select(path => Path.GetFileName(path)!).Except(["bin", "obj", "wwwroot", "Properties"]).ToList();

        Assert.Contains("Review", rooms);
        Assert.Empty(rooms.Except(Knows.Keys));
        Assert.Empty(from room in rooms
                     from file in Sources(Path.Combine("Adapter", room))
                     from other in RoomsIn(File.ReadAllText(file))
                     where other != room && !Knows[room].Contains(other)
                     select $"{room}/{Path.GetFileName(file)} names {other}");
    }

    [Fact]
    public void The_simulator_knows_the_agreement_and_the_wire_and_nothing_of_the_adapter()
    {
        Assert.Empty(from file in Sources("Adapter.Simulator")
                     from name in FullName().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)
                     where name is not ("Contracts" or "Wire" or "Simulator")
                     select $"{Path.GetFileName(file)} names Adapter.{name}");
        Assert.Equal(["Adapter.Contracts", "Adapter.Wire"], References(typeof(Applicants)).Where(name => name.StartsWith("adapter", StringComparison.OrdinalIgnoreCase)).Order());
    }

    [Fact]
    public void The_agreement_has_no_package_and_no_clock_and_the_wire_one_package()
    {
        Assert.All(References(typeof(Agreement)), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
        Assert.DoesNotContain("Reference", File.ReadAllText(Path.Combine(Project("Adapter.Contracts"), "Adapter.Contracts.csproj")), StringComparison.Ordinal);
        Assert.Empty(Sources("Adapter.Contracts").Where(file => Clock().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName));
        Assert.Equal(["Adapter.Contracts", "BouncyCastle.Cryptography"], References(typeof(Profile)).Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).Order());
    }

    // The demo's clerk and the examples are clients of the local API, which has the names in its paths.
    [Fact]
    public void A_kind_is_data_and_no_program_text_asks_for_one_by_its_name() => Assert.Empty(
        from file in Sources("Adapter").Concat(Sources("Adapter.Contracts"))
        let name = Path.GetFileName(file)
        where name != "Examples.cs" && !name.StartsWith("Demo", StringComparison.Ordinal)
        where Agreement.Embedded.Kinds.Any(kind => File.ReadAllText(file).Contains($"\"{kind.Name}\"", StringComparison.Ordinal))
        select name);

    static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(Project(folder), "*.*", SearchOption.AllDirectories)
        .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    // By using lines and full names, and as a namespace sees its neighbours: Review could write Ministry.Exchange.
    static IEnumerable<string> RoomsIn(string source) => FullName().Matches(source).Select(match => match.Groups[1].Value)
        .Concat(NeighbourName().Matches(source).Where(match => Types[match.Groups[1].Value].Contains(match.Groups[2].Value)).Select(match => match.Groups[1].Value))
        .Where(Knows.ContainsKey).Distinct();

    static IEnumerable<string> References(Type type) => type.Assembly.GetReferencedAssemblies().Select(name => name.Name!);

    [GeneratedRegex(@"\bAdapter\.([A-Z]\w+)")]
    private static partial Regex FullName();

    [GeneratedRegex(@"(?<![.\w])([A-Z]\w+)\.([A-Z]\w+)")]
    private static partial Regex NeighbourName();

    [GeneratedRegex(@"TimeProvider|Stopwatch|TickCount|DateTime(Offset)?\.(Now|UtcNow|Today)|ILogger")]
    private static partial Regex Clock();
}
