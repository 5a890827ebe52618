using System.Net;
using System.Net.Sockets;
using Adapter.EndToEnd.Support;
using Adapter.Simulator;

namespace Adapter.EndToEnd;

/// <summary>What stands in the way of a start, as a person sees it who sets the adapter up.</summary>
public sealed class TroubleTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("adapter-trouble-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_wrong_setting()
    {
        var settings = Settings("http://127.0.0.1:9", "Delivery:Parallel=many");

        await RunEnds(78, "Adapter:Delivery:Parallel", "应为 1 至", settings);
        await DoctorSays("设置", "Delivery:Parallel", "应为 1 至", settings);
    }

    [Fact]
    public async Task A_port_in_use()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await using var ministry = await SimulatorProcess.Start(new SimulatorOptions());
        var settings = Settings(ministry.Address, $"Listen=http://{other.LocalEndpoint}");

        await RunEnds(1, "端口已被占用", "改设置 Adapter:Listen", settings);
        await DoctorSays("监听地址", "已被别的程序占用", "改设置 Adapter:Listen", settings);
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_written()
    {
        await using var ministry = await SimulatorProcess.Start(new SimulatorOptions());
        var file = Path.Combine(folder, "a-file");
        File.WriteAllText(file, "");
        var settings = Settings(ministry.Address, $"DataDirectory={file}/data");

        await RunEnds(1, "不能写入", "改设置 Adapter:DataDirectory", settings);
        await DoctorSays("数据目录", "不能写入", "改设置 Adapter:DataDirectory", settings);
    }

    [Fact]
    public async Task A_ministry_that_cannot_be_reached()
    {
        var settings = Settings("http://127.0.0.1:9");

        await RunGoesOn("refused", "部平台连通", "无法连接部平台", "检查网络", settings);
        await DoctorSays("部平台连通", "无法连接部平台", "检查网络", settings);
    }

    [Fact]
    public async Task An_expired_certificate()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var platform = new TlsListener(now.AddDays(-400), now.AddDays(-2));
        var settings = Settings(platform.Address);

        await RunGoesOn("tls", "部平台证书", "过期", "更换证书", settings);
        await DoctorSays("部平台证书", "过期", "更换证书", settings);
    }

    [Fact]
    public async Task A_clock_that_is_ten_minutes_off()
    {
        await using var ministry = await SimulatorProcess.Start(new SimulatorOptions { Faults = [new() { Name = "clock-skew", Ms = 600_000 }] });
        var settings = Settings(ministry.Address);

        await RunGoesOn("1003", "部平台连通", "相差超过5分钟", "时钟", settings);
        await DoctorSays("部平台连通", "相差超过5分钟", "时钟", settings);
    }

    [Fact]
    public async Task All_is_well()
    {
        await using var ministry = await SimulatorProcess.Start(new SimulatorOptions());

        var (code, output, errors) = await AdapterProcess.Verb(["doctor", .. Settings(ministry.Address)]);

        Assert.Equal(0, code);
        Assert.Empty(errors);
        Assert.DoesNotContain(output, line => line.StartsWith("失败", StringComparison.Ordinal));
        AssertTable(output);
    }

    string[] Settings(string ministry, params string[] further) =>
        ["--settings", SettingsFile.Write(folder, ministry, ["370102"]), .. further.SelectMany(setting => new[] { "--set", setting })];

    static async Task RunEnds(int expected, string wrong, string mend, string[] settings)
    {
        var (code, output, errors) = await AdapterProcess.Verb(["run", .. settings]);

        Assert.Equal(expected, code);
        var line = Assert.Single(errors, line => !line.StartsWith("提示：", StringComparison.Ordinal));
        Assert.Contains(wrong, line);
        Assert.Contains(mend, line);
        Assert.Empty(output);
    }

    static async Task RunGoesOn(string code, string what, string wrong, string mend, string[] settings)
    {
        await using var adapter = await AdapterProcess.Start(settings, "");

        await Eventually.Holds(() => adapter.Errors.Any(line => line.StartsWith($"失败 {what}：", StringComparison.Ordinal)), () => adapter.Said);

        var line = Assert.Single(adapter.Errors, line => line.StartsWith("失败", StringComparison.Ordinal));
        Assert.Contains(wrong, line);
        Assert.Contains(mend, line);
        await Eventually.Holds(async () => (await adapter.Client.Look("/health/ready"))["ministry"].Text("code") == code,
            TimeSpan.FromSeconds(30), async () => (await adapter.Client.Look("/health/ready")).Text);
        Assert.Equal(HttpStatusCode.OK, (await adapter.Client.Look("/health/ready")).Status);
        Assert.Equal(0, await adapter.Stop());
    }

    static async Task DoctorSays(string what, string wrong, string mend, string[] settings)
    {
        var (code, output, _) = await AdapterProcess.Verb(["doctor", .. settings]);

        Assert.Equal(2, code);
        var line = Assert.Single(output, line => line.StartsWith("失败", StringComparison.Ordinal));
        Assert.StartsWith($"失败 {what}：", line);
        Assert.Contains(wrong, line);
        Assert.Contains(mend, line);
        AssertTable(output);
    }

    static void AssertTable(IReadOnlyList<string> output)
    {
        var heading = output.Index().First(line => line.Item.Contains("检查") && line.Item.Contains("怎么办")).Index;
        foreach (var what in new[] { "设置", "数据目录", "数据库", "监听地址", "节假日表" })
            Assert.Contains(output.Skip(heading), line => line.Contains(what));
    }
}
