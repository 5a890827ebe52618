using System.Reflection;
using System.Text.Json;
using Adapter.Settings;
using Adapter.Tests.Support;

namespace Adapter.Tests.Settings;

/// <summary>appsettings.example.json and the program say the same.</summary>
public class ExampleFileTests
{
    static string File => Path.Combine(Shared.Root, "appsettings.example.json");

    static HashSet<string> Keys()
    {
        using var json = JsonDocument.Parse(System.IO.File.ReadAllText(File), new() { CommentHandling = JsonCommentHandling.Skip });
        return [.. Leaves(json.RootElement.GetProperty("Adapter"), "")];
    }

    static IEnumerable<string> Leaves(JsonElement element, string prefix) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(member => Leaves(member.Value, prefix == "" ? member.Name : $"{prefix}:{member.Name}"))
        : [prefix];

    [Fact]
    public void The_example_reads_as_the_defaults()
    {
        var report = SettingsReader.Read(new() { File = File });

        Assert.Empty(report.Errors);
        Assert.Equal(JsonSerializer.Serialize(new AdapterSettings()), JsonSerializer.Serialize(report.Settings));
    }

    [Fact]
    public void Every_key_that_the_program_reads_stands_in_the_example_and_no_other()
    {
        var known = SettingsReader.Read(new() { File = File }).Known;

        var keys = known.Where(key => !char.IsAsciiDigit(key[^1]));
        Assert.Equal(keys.Order(StringComparer.Ordinal), Keys().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_setting_of_the_records_has_its_key()
    {
        Assert.Equal(KeysOf(typeof(AdapterSettings), "").Order(StringComparer.Ordinal), Keys().Order(StringComparer.Ordinal));

        static IEnumerable<string> KeysOf(Type type, string prefix) => type
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(property => property.PropertyType.Namespace == typeof(AdapterSettings).Namespace
                ? KeysOf(property.PropertyType, prefix + property.Name + ":")
                : [prefix + (property.Name == nameof(AdapterSettings.ListenCertificate) ? "Listen:Certificate" : property.Name)]);
    }

    [Fact]
    public void Every_key_is_explained_by_a_comment_above_it_or_above_its_group()
    {
        var lines = System.IO.File.ReadAllLines(File).Select(line => line.Trim()).ToList();
        var explained = false;
        foreach (var line in lines)
        {
            if (line.StartsWith("//", StringComparison.Ordinal)) explained = true;
            else if (line == "") explained = false;
            else if (line.StartsWith('"') && line != "\"Adapter\": {") Assert.True(explained, line);
        }
    }
}
