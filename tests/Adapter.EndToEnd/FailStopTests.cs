using System.Globalization;
using System.Text.Json.Nodes;
using Adapter.EndToEnd.Support;
using Adapter.Simulator;

namespace Adapter.EndToEnd;

/// <summary>A database that cannot be relied on any more.</summary>
public sealed class FailStopTests
{
    static readonly string[] Regions = ["370102"];

    [Fact]
    public async Task Damaged_under_the_running_program_it_is_not_written_any_more_and_the_program_ends_at_once()
    {
        await using var province = await Province.Open(new SimulatorOptions { Regions = Regions });
        Overwrite(Path.Combine(province.DataDirectory, "adapter.db"));

        var record = new CounterRecords(Regions).Results(1)[0];
        try
        {
            var answer = await province.Client.Hand($"/api/{record.Kind.Name}s", record.ToJson());
            Assert.Equal("store.broken", answer.Body!.Text("code"));
        }
        catch (HttpRequestException)
        {
            // It was gone before it could answer.
        }

        var (code, at) = await province.Adapter.Ended();
        Assert.Equal(70, code);
        AssertLine(province.Adapter.Errors);
        var said = province.Traces.Split('\n').Where(line => line.Contains("\"@l\":\"Fatal\"", StringComparison.Ordinal)).Select(line => JsonNode.Parse(line)!).ToList();
        var fatal = Assert.Single(said);
        Assert.Contains("cannot be relied on", fatal.Text("@mt"));
        var took = at - DateTimeOffset.Parse(fatal.Text("@t"), CultureInfo.InvariantCulture);
        // One second is promised; a loaded machine is given more.
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Damaged_before_the_start_the_program_does_not_start()
    {
        var folder = Directory.CreateTempSubdirectory("adapter-damaged-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "data"));
            File.WriteAllBytes(Path.Combine(folder, "data", "adapter.db"), [.. Enumerable.Repeat((byte)0xA5, 65536)]);

            var (code, output, errors) = await AdapterProcess.Verb(["run", "--settings", SettingsFile.Write(folder, "http://127.0.0.1:9", Regions)]);

            Assert.Equal(70, code);
            Assert.Empty(output);
            var line = Line(errors);
            Assert.StartsWith("数据库已损坏，不能使用：adapter.db", line);
            Assert.Contains("请检查磁盘", line);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string Line(IReadOnlyList<string> errors) => Assert.Single(errors, line => !line.StartsWith("提示：", StringComparison.Ordinal));

    static void AssertLine(IReadOnlyList<string> errors)
    {
        var line = Line(errors);
        Assert.Contains("数据库不可靠", line);
        Assert.Contains("请运维人员检查磁盘和文件系统", line);
        Assert.Contains("退出码 70", line);
    }

    static void Overwrite(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        stream.Write([.. Enumerable.Repeat((byte)0xA5, (int)stream.Length)]);
        stream.Flush(flushToDisk: true);
    }
}
