using Adapter.Cli;
using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Contracts;

/// <summary>contracts/samples and what the checks find in it, for developers in any language. UPDATE_GOLDEN=1 writes both anew.</summary>
public sealed class SampleFileTests
{
    static readonly bool Update = Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    public static TheoryData<string> Kinds => new(Agreement.Embedded.Kinds.Select(kind => kind.Name));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_sample_records_are_the_made_up_ones(string kind) =>
        Held($"{kind}.ndjson", string.Concat(Samples.Of(kind).Select(line => line + "\n")));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_sample_records_are_found_to_be_what_stands_beside_them(string kind)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var records = Update ? Made(kind) : Golden($"{kind}.ndjson");
        var code = await CommandLine.Run(["validate", kind, records, "--json", "--today", "2026-02-13"], output, error);

        Assert.Equal((2, ""), (code, error.ToString()));
        Held($"{kind}.findings.ndjson", output.ToString());
    }

    [Fact]
    public void The_samples_have_valid_and_faulty_records_of_every_kind()
    {
        foreach (var kind in Agreement.Embedded.Kinds)
        {
            var found = File.ReadAllLines(Golden($"{kind.Name}.findings.ndjson"));

            Assert.True(found.Length >= 12);
            Assert.True(found.Count(line => line.Contains("\"findings\":[]", StringComparison.Ordinal)) >= 5);
            Assert.True(found.Count(line => line.Contains("\"valid\":false", StringComparison.Ordinal)) >= 5);
        }
    }

    static string Golden(string name) => Path.Combine(Shared.Root, "contracts", "samples", name);

    // Both tests may run first.
    static string Made(string kind)
    {
        var file = Golden($"{kind}.ndjson");
        File.WriteAllText(file, string.Concat(Samples.Of(kind).Select(line => line + "\n")));
        return file;
    }

    static void Held(string name, string now)
    {
        if (Update) File.WriteAllText(Golden(name), now);
        Assert.True(File.Exists(Golden(name)) && File.ReadAllText(Golden(name)) == now,
            $"contracts/samples/{name} is not what is made. If the change is wanted: UPDATE_GOLDEN=1 dotnet test --filter SampleFileTests");
    }
}
