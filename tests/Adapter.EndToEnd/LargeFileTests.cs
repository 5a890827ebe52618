using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Adapter.Contracts;
using Adapter.EndToEnd.Support;
using Adapter.Simulator;
using Xunit.Abstractions;

namespace Adapter.EndToEnd;

/// <summary>The built <c>adapter validate</c> on a file larger than the memory it may take.</summary>
public sealed class LargeFileTests(ITestOutputHelper notes) : IDisposable
{
    const long Size = 1L << 30;
    const int MostKilobytes = 200 * 1024;

    readonly string file = Path.Combine(Path.GetTempPath(), $"adapter-{Guid.NewGuid():N}.ndjson");

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task A_file_of_a_gigabyte_is_validated_within_200_megabytes_of_memory()
    {
        var records = Write();
        var started = Stopwatch.GetTimestamp();
        await using var adapter = Child.Dotnet(Built.Adapter, "validate", "application", file);
        var peak = 0;
        await Eventually.Holds(() => Task.FromResult(Ended(adapter, ref peak)), TimeSpan.FromMinutes(10), () => Task.FromResult(adapter.Said));

        notes.WriteLine($"{records} records in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, peak {peak / 1024} MB");
        Assert.Equal(0, await adapter.Ended(TimeSpan.FromSeconds(30)));
        Assert.Equal("", string.Join('\n', adapter.Errors));
        Assert.Equal($"失业登记申请共{records}条：校验通过{records}条，校验不通过0条。", adapter.Output[^1]);
        Assert.InRange(peak, 10_000, MostKilobytes);
    }

    [Fact]
    public async Task Records_come_through_a_real_pipe()
    {
        await File.WriteAllTextAsync(file, string.Concat(People(3).Select(line => line + "\n")));
        await using var adapter = Child.Start("sh", ["-c", "cat \"$1\" | dotnet \"$0\" validate application - --json", Built.Adapter, file]);

        Assert.Equal(0, await adapter.Ended(TimeSpan.FromSeconds(60)));
        Assert.Equal(3, adapter.Output.Count(line => line.EndsWith("\"valid\":true,\"findings\":[]}", StringComparison.Ordinal)));
    }

    static IEnumerable<string> People(int count)
    {
        var applicants = new Applicants(Agreement.Embedded, new() { Regions = ["370102", "370103"] });
        var today = ChinaTime.Date(TimeProvider.System.GetUtcNow());
        return Enumerable.Range(0, count).Select(n => applicants.Make(n, today).Message.ToJson());
    }

    // A block of made-up people over and over.
    long Write()
    {
        var people = People(2000).ToList();
        var block = Encoding.UTF8.GetBytes(string.Concat(people.Select(line => line + "\n")));
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        var records = 0L;
        while (stream.Position < Size)
        {
            stream.Write(block);
            records += people.Count;
        }
        return records;
    }

    // The kernel keeps the highest mark itself; it is gone with the process.
    static bool Ended(Child child, ref int peak)
    {
        try
        {
            var mark = Regex.Match(File.ReadAllText($"/proc/{child.Id}/status"), @"VmHWM:\s+(\d+) kB");
            if (mark.Success) peak = int.Parse(mark.Groups[1].Value, CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It ended between two looks.
        }
        return child.HasEnded;
    }
}
