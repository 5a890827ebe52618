using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Adapter.Contracts;
using Adapter.Simulator;
using Adapter.Tests.Support;
using Adapter.Wire;

namespace Adapter.Tests.Architecture;

/// <summary>How the program is written, as far as it can be counted.</summary>
public sealed partial class StyleTests
{
    static IReadOnlyList<Type> Types { get; } = [.. new[] { typeof(Agreement), typeof(Profile), typeof(Applicants), typeof(AdapterHost) }
        .SelectMany(type => type.Assembly.GetTypes())
        .Where(type => type.Namespace?.StartsWith("Adapter", StringComparison.Ordinal) == true)
        .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), false) && !type.Name.Contains('<'))];

    static IReadOnlyList<(string Name, int Lines)> Files(params string[] folders) => [.. folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Shared.Root, folder), "*.*", SearchOption.AllDirectories))
        .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .Select(file => (Path.GetFileName(file), File.ReadLines(file).Count()))];

    [Fact]
    public void No_file_is_longer_than_300_lines_and_most_are_short()
    {
        var program = Files("src").Select(file => file.Lines).Order().ToList();

        Assert.True(program.Count > 150);
        Assert.DoesNotContain(Files("src", "tests"), file => file.Lines > 300);
        Assert.InRange(program[program.Count / 2], 1, 60);
        Assert.InRange(program[program.Count * 9 / 10], 1, 160);
    }

    [Fact]
    public void A_type_is_named_by_what_it_is()
    {
        Assert.True(Types.Count > 150);
        Assert.DoesNotContain(Types, type => SaysNothing().IsMatch(type.Name));
    }

    [Fact]
    public void A_class_is_sealed_or_abstract_or_static() => Assert.DoesNotContain(Types, type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && type.Name != "_Imports" && !typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type));

    [Fact]
    public void A_constructor_has_at_most_five_arguments() => Assert.DoesNotContain(Types.Where(type => type.GetMethod("<Clone>$") is null), type =>
        type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(made => made.GetParameters().Length > 5));

    [Fact]
    public void Every_field_has_a_class_of_how_secret_it_is()
    {
        var fields = Agreement.Embedded.Kinds.SelectMany(kind => kind.Fields).ToList();

        Assert.Equal(97, fields.Count);
        Assert.All(fields, row => Assert.Matches(@"\AS[1-4]\z", row.Class));
        Assert.All(fields.GroupBy(row => row.Code), rows => Assert.Single(rows.Select(row => row.Class).Distinct()));
        Assert.Equal("AAC002 AAC033 AAC044 AJC093 ALA040", Of("S4"));
        Assert.Equal("AAC003 AAC005 AAC010 AAC024 AAC046 AAC067 AAE005 AAE013 AAE159 AAE360 AAE461 AAE815 ACA112 ADC220", Of("S3"));

        string Of(string secrecy) => string.Join(' ', fields.Where(row => row.Class == secrecy).Select(row => row.Code).Distinct().Order(StringComparer.Ordinal));
    }

    // A systemd unit is a ServiceUnit.
    [GeneratedRegex(@"(Manager|Helper|Utils?|Service|Base|Impl|Dto|DTO|Constants)\b|\ABase[A-Z]")]
    private static partial Regex SaysNothing();
}
