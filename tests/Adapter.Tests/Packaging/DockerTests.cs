using System.Text.RegularExpressions;
using Adapter.Settings;
using Adapter.Simulator;
using Adapter.Tests.Support;
using CommandLine = Adapter.Simulator.CommandLine;

namespace Adapter.Tests.Packaging;

/// <summary>What can be held of docker/ without an engine.</summary>
public class DockerTests
{
    static string Read(string name) => File.ReadAllText(Path.Combine(Shared.Root, "docker", name));

    static readonly string Dockerfile = Read("Dockerfile");
    static readonly string Compose = Read("compose.yaml");

    static IEnumerable<string> Copied() => Regex.Matches(Dockerfile, @"^COPY (?!--from)(?<what>.+) \S+$", RegexOptions.Multiline)
        .SelectMany(copy => copy.Groups["what"].Value.Split(' '));

    [Fact]
    public void What_the_Dockerfile_copies_exists_and_is_let_through_to_the_build()
    {
        var let = File.ReadAllLines(Path.Combine(Shared.Root, ".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]);

        Assert.All(Copied(), path => Assert.True(Path.Exists(Path.Combine(Shared.Root, path)), path));
        Assert.Equal(Copied().Order(StringComparer.Ordinal), let.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_published_exists_and_what_starts_is_what_is_published()
    {
        var published = Regex.Matches(Dockerfile, @"dotnet publish (\S+) -c Release").Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(["src/Adapter", "src/Adapter.Simulator"], published);
        Assert.Contains("ENTRYPOINT [\"dotnet\", \"adapter.dll\"]", Dockerfile, StringComparison.Ordinal);
        Assert.Contains("ENTRYPOINT [\"dotnet\", \"Adapter.Simulator.dll\"]", Dockerfile, StringComparison.Ordinal);
        Assert.All(new[] { "adapter.dll", "Adapter.Simulator.dll" }, name => Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, name)), name));
    }

    [Fact]
    public void The_images_run_as_nobody_special_without_a_diagnostics_socket()
    {
        var stages = Regex.Split(Dockerfile, @"^FROM ", RegexOptions.Multiline).Skip(2).ToList();

        Assert.Contains("USER $APP_UID", stages[0], StringComparison.Ordinal);
        Assert.Contains("ENV DOTNET_EnableDiagnostics=0", stages[0], StringComparison.Ordinal);
        Assert.All(stages[1..], stage => Assert.StartsWith("base AS ", stage, StringComparison.Ordinal));
        Assert.All(stages[1..], stage => Assert.Contains("HEALTHCHECK", stage, StringComparison.Ordinal));
        Assert.DoesNotContain("USER root", Dockerfile, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_service_of_compose_is_closed_and_reachable_from_this_machine_alone()
    {
        var services = Regex.Matches(Compose, @"\n  (?<name>[a-z]+):\n    <<: \*closed\n(?<rest>(?:    .*\n|\n(?=    ))*)").ToList();

        Assert.Equal(["certificate", "simulator", "adapter"], services.Select(service => service.Groups["name"].Value));
        foreach (var closed in new[] { "read_only: true", "cap_drop: [ALL]", "no-new-privileges:true" }) Assert.Contains(closed, Compose, StringComparison.Ordinal);
        Assert.All(Regex.Matches(Compose, @"ports: \[""(?<ports>[^""]+)""\]").AsEnumerable(), ports => Assert.StartsWith("127.0.0.1:", ports.Groups["ports"].Value, StringComparison.Ordinal));
        Assert.All(Regex.Matches(Compose, @"target: (\S+)").Select(match => match.Groups[1].Value), target => Assert.Contains($" AS {target}\n", Dockerfile, StringComparison.Ordinal));
    }

    [Fact]
    public void Volumes_that_a_service_uses_are_declared()
    {
        var declared = Regex.Match(Compose, @"\nvolumes:\n((?:  \S+\n)+)").Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim(' ', ':'));
        var used = Regex.Matches(Compose, @"(?<=[""\s])([a-z-]+):/(?!/)").Select(match => match.Groups[1].Value).Distinct();

        Assert.Equal(declared.Order(), used.Order());
    }

    [Fact]
    public void Settings_of_compose_are_right_but_for_the_files_that_only_the_containers_have()
    {
        var report = SettingsReader.Read(new() { File = Path.Combine(Shared.Root, "docker", "settings.json") });

        Assert.Equal(["Ministry:Sign:Key", "Ministry:Sign:PlatformKey"], report.Errors.Select(error => error.Key).Order(StringComparer.Ordinal));
        Assert.Equal("https://0.0.0.0:5443", report.Settings.Listen);
    }

    [Fact]
    public void The_simulator_of_compose_takes_its_switches()
    {
        var arguments = Regex.Matches(Compose, @"command: (\[--listen.*\])").Single().Groups[1].Value;
        var words = Regex.Matches(arguments, @"[^\[\], ""]+").Select(word => word.Value).ToArray();
        var folder = Directory.CreateTempSubdirectory("adapter-keys-");
        try
        {
            var options = Switches.Read(CommandLine.Root(TextWriter.Null, TextWriter.Null)
                .Parse([.. words.Select(word => word == "/var/lib/adapter-simulator" ? folder.FullName : word)]));

            Assert.Equal(("SM2", 5090, "0.0.0.0"), (options.SignType, options.Port, options.Listen.ToString()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
