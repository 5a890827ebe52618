using System.Text.RegularExpressions;
using Adapter.Contracts;
using Adapter.Tests.Support;
using Adapter.Wire;

namespace Adapter.Tests.Wire;

public class OpenApiTests
{
    static readonly string Text = File.ReadAllText(Path.Combine(Shared.Root, "contracts", "ministry.openapi.yaml"));

    [Theory]
    [InlineData("application", "Application")]
    [InlineData("audit-result", "AuditResult")]
    [InlineData("deregistration", "Deregistration")]
    public void A_row_has_the_fields_lengths_and_requirements_of_its_field_list(string kind, string schema)
    {
        var block = Regex.Match(Text, $@"\n    {schema}:\n(?<block>(?:      .*\n)+)").Groups["block"].Value;
        var fields = Agreement.Embedded.Kind(kind).Fields;
        var listed = Regex.Matches(block, @"\n        (\w+): \{ type: string, title: ""[^""]+""(?:, maxLength: (\d+))? \}");

        Assert.Equal(fields.Select(field => (field.Code, $"{field.Length}")), listed.Select(match => (match.Groups[1].Value, match.Groups[2].Value)));
        Assert.Contains($"required: [{string.Join(", ", fields.Where(field => field.Required).Select(field => field.Code))}]", block, StringComparison.Ordinal);
    }

    [Fact]
    public void It_names_the_interfaces_and_codes_of_the_profile()
    {
        var profile = Profile.Load(Agreement.Embedded, "mohrss-msg-json/1");
        Assert.All(profile.Interfaces, entry => Assert.Contains($"\n  {profile.Transport.Path.Replace("{interface}", entry.Code)}:\n", Text, StringComparison.Ordinal));
        Assert.Contains($"enum: [{string.Join(", ", profile.Codes.Select(rule => $"'{rule.Code}'"))}]", Text, StringComparison.Ordinal);
        Assert.All(profile.ReturnResults, rule => Assert.Contains($"'{rule.Code}'", Text, StringComparison.Ordinal));
        Assert.All(profile.Header, rule => Assert.Contains($"\n        {rule.Name}: {{", Text, StringComparison.Ordinal));
    }
}
