using Adapter.Settings;

namespace Adapter.Tests.Settings;

public class SettingsReaderTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("settings").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Write(string text, string name = "appsettings.json")
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    static SettingsReport Read(params string[] commandLine) => SettingsReader.Read(new() { CommandLine = commandLine });

    static SettingsProblem OnlyProblem(SettingsReport report) => Assert.Single(report.Errors);

    [Fact]
    public void The_environment_goes_over_the_file_and_the_command_line_over_both()
    {
        var report = SettingsReader.Read(new()
        {
            File = Write("""{"Adapter":{"Ministry":{"Sender":"110000SYDJ01","Recver":"110000XTPT01","Node":"07"}}}"""),
            Environment = new Dictionary<string, string> { ["Adapter__Ministry__Sender"] = "330000SYDJ01", ["Adapter__Ministry__Node"] = "08", ["PATH"] = "/bin" },
            CommandLine = ["Adapter:Ministry:Node=09"],
        });

        Assert.Empty(report.Errors);
        Assert.Equal(("330000SYDJ01", "110000XTPT01", "09"), (report.Settings.Ministry.Sender, report.Settings.Ministry.Recver, report.Settings.Ministry.Node));
    }

    [Fact]
    public void A_list_replaces_the_list_below_it()
    {
        var report = SettingsReader.Read(new()
        {
            File = Write("""{"Adapter":{"Regions":["370102","370103","370104"]}}"""),
            Environment = new Dictionary<string, string> { ["Adapter__Regions__0"] = "330102" },
        });

        Assert.Equal(["330102"], report.Settings.Regions.Select(region => region.Code));
        Assert.Equal(["370102", "330102"], Read("Regions=370102, 330102").Settings.Regions.Select(region => region.Code));
    }

    [Fact]
    public void A_region_is_a_code_or_an_object()
    {
        var report = SettingsReader.Read(new()
        {
            File = Write("""{"Adapter":{"Regions":["370102",{"Code":"370103","From":"2026-01-01","Until":"20261231","Mode":"test","Successor":"370104"}]}}"""),
        });

        Assert.Empty(report.Errors);
        Assert.Equal(new RegionSettings { Code = "370102" }, report.Settings.Regions[0]);
        Assert.Equal(new RegionSettings { Code = "370103", From = new(2026, 1, 1), Until = new(2026, 12, 31), Mode = "test", Successor = "370104" }, report.Settings.Regions[1]);
    }

    [Theory]
    [InlineData("200ms", 200)]
    [InlineData("5s", 5_000)]
    [InlineData("30m", 1_800_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("01:30:00", 5_400_000)]
    public void Durations_are_read(string text, int milliseconds)
    {
        var report = Read($"Delivery:MaxRetry={text}", "Delivery:FirstRetry=10ms");

        Assert.Empty(report.Errors);
        Assert.Equal(milliseconds, report.Settings.Delivery.MaxRetry.TotalMilliseconds);
    }

    [Theory]
    [InlineData("Delivery:FirstRetry=5")]
    [InlineData("Delivery:FirstRetry=-5s")]
    [InlineData("Delivery:FirstRetry=５s")]
    [InlineData("Delivery:Lease=400d")]
    [InlineData("Delivery:Parallel=0")]
    [InlineData("Delivery:Parallel=eight")]
    [InlineData("Delivery:RatePerSecond=-1")]
    [InlineData("Delivery:OnUnknown=guess")]
    [InlineData("Delivery:OnUnknown=query")]
    [InlineData("Delivery:MaxRetry=1s")]
    [InlineData("Download:PageSize=501")]
    [InlineData("Download:Cron=every hour")]
    [InlineData("Deregistration:Cron=0 0 25 * * ?")]
    [InlineData("Serial:From=1000000")]
    [InlineData("Serial:From=5")]
    [InlineData("Store=oracle")]
    [InlineData("Ministry:Closed=weekends")]
    [InlineData("LengthUnit=bytes")]
    [InlineData("Regions=37010")]
    [InlineData("Regions=370102,370102")]
    [InlineData("Ministry:Sender=330000")]
    [InlineData("Ministry:Node=1")]
    [InlineData("Ministry:Profile=../../etc/passwd")]
    [InlineData("Ministry:Profile=nobody/9")]
    [InlineData("Ministry:Sign:Type=RSA")]
    [InlineData("Ministry:Encrypt=aes")]
    [InlineData("Ministry:AllowPlainHttp=yes")]
    [InlineData("Ministry:Capabilities=Upsert,Delete")]
    [InlineData("Ministry:BaseUrl=ftp://ministry.example")]
    [InlineData("Ministry:BaseUrl=http://10.0.0.1")]
    [InlineData("Ministry:BaseUrl=https://user:word@10.0.0.1")]
    [InlineData("Ministry:BaseUrl=https://169.254.169.254/latest")]
    [InlineData("Ministry:BaseUrl=https://2852039166")]
    [InlineData("Ministry:BaseUrl=https://[::ffff:169.254.1.1]")]
    [InlineData("Listen=nonsense")]
    [InlineData("Listen=http://10.1.1.1:5080")]
    [InlineData("Listen=https://127.0.0.1:5080")]
    [InlineData("Contracts=/no/such/folder")]
    public void A_wrong_setting_is_one_line_with_its_key(string setting)
    {
        var problem = OnlyProblem(Read(setting));

        var (wrong, group) = (problem.Key.Split(':')[0], setting.Split('=')[0].Split(':')[0]);
        Assert.True(wrong == group, $"{setting} -> {problem}");
        Assert.NotEqual("", problem.Right);
        Assert.DoesNotContain('\n', problem.ToString());
    }

    [Theory]
    [InlineData("Ministry:BaseURI=x", "Ministry:BaseUrl")]
    [InlineData("Listn=http://127.0.0.1:1", "Listen")]
    [InlineData("Delivery:BatchSizes=4", "Delivery:BatchSize")]
    public void An_unknown_key_names_the_one_that_was_meant(string setting, string meant)
    {
        Assert.Contains($"是否应为 {meant}？", OnlyProblem(Read(setting)).Right, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_section_or_a_member_of_a_region_does_not_pass_unseen()
    {
        var outside = SettingsReader.Read(new() { File = Write("""{"Adaptor":{"Listen":"http://127.0.0.1:1"}}""") });
        var inside = SettingsReader.Read(new() { File = Write("""{"Adapter":{"Regions":[{"Code":"370102","Form":"2026-01-01"}]}}""", "other.json") });

        Assert.Equal("Adaptor", OnlyProblem(outside).Key);
        Assert.Equal("Regions:0:Form", OnlyProblem(inside).Key);
    }

    [Fact]
    public void A_broken_or_missing_file_is_one_line()
    {
        var broken = SettingsReader.Read(new() { File = Write("{\n\"Adapter\": {\n\"Listen\" 5\n}}") });
        var missing = SettingsReader.Read(new() { File = Path.Combine(folder, "none.json") });

        Assert.Contains("第 3 行", OnlyProblem(broken).Wrong, StringComparison.Ordinal);
        Assert.Contains("找不到", OnlyProblem(missing).Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void PostgreSQL_needs_a_connection_string()
    {
        Assert.Equal("ConnectionString", OnlyProblem(Read("Store=postgres")).Key);
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        Assert.Equal(3, Read("Listn=1", "Store=oracle", "Delivery:Lease=never").Errors.Count);
    }
}
