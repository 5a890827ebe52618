using Adapter.Settings;

namespace Adapter.Tests.Settings;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public class SecretTests : IDisposable
{
    const UnixFileMode Ours = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    SettingsReport ReadKey(string text, UnixFileMode mode, string key = "Ministry:Sign:Key")
    {
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, mode);
        return SettingsReader.Read(new() { CommandLine = [$"{key}=file:{file}"] });
    }

    [Theory]
    [InlineData("secret\n", "secret")]
    [InlineData("secret\r\n", "secret")]
    [InlineData("secret\n\n", "secret\n")]
    [InlineData(" secret ", " secret ")]
    public void A_secret_file_loses_its_last_newline_and_nothing_else(string text, string secret)
    {
        Assert.Equal(secret, ReadKey(text, Ours).Checked().Ministry.Sign.Key);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_key_file_that_others_can_open_is_refused_with_the_mend(UnixFileMode others)
    {
        var problem = Assert.Single(ReadKey("secret", Ours | others).Errors);

        Assert.Contains($"chmod 600 {file}", problem.Right, StringComparison.Ordinal);
    }

    [Fact]
    public void The_platforms_public_key_may_be_read_by_all()
    {
        Assert.Equal("04ab", ReadKey("04ab", Ours | UnixFileMode.OtherRead, "Ministry:Sign:PlatformKey").Checked().Ministry.Sign.PlatformKey);
    }

    [Fact]
    public void A_missing_key_file_is_one_line()
    {
        var report = SettingsReader.Read(new() { CommandLine = ["Ministry:Sign:Key=file:/no/such/key"] });

        Assert.Equal("Ministry:Sign:Key", Assert.Single(report.Errors).Key);
    }

    [Fact]
    public void A_key_on_the_command_line_is_refused_and_not_repeated()
    {
        var problem = Assert.Single(SettingsReader.Read(new() { CommandLine = ["Ministry:Sign:Key=hush-hush"] }).Errors);

        Assert.DoesNotContain("hush-hush", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_http_and_no_signature_are_allowed_with_a_warning()
    {
        var report = SettingsReader.Read(new()
        {
            CommandLine = ["Ministry:BaseUrl=http://10.0.0.1", "Ministry:AllowPlainHttp=true", "Ministry:Sign:Type=NONE", "Regions=370199"],
        });

        Assert.Empty(report.Errors);
        Assert.Equal(3, report.Warnings.Count);
    }

    [Fact]
    public void What_only_the_daemon_needs_is_asked_of_the_daemon_alone()
    {
        var settings = SettingsReader.Read(new() { CommandLine = [] }).Checked();

        Assert.Equal(["Regions", "Ministry:BaseUrl", "Ministry:Sender", "Ministry:Sign:Key", "Ministry:Sign:PlatformKey"],
            RunRules.Check(settings).Select(problem => problem.Key));
    }
}
