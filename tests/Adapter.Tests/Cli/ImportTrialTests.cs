using Adapter.Cli;
using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Cli;

/// <summary>A dry run says of a file what the real run then does.</summary>
public sealed class ImportTrialTests : IDisposable
{
    readonly Commands commands = new(null, Some.Region);

    public void Dispose() => commands.Dispose();

    static Message Result(int seed) => Some.AuditResult(seed).With("ADC201", null);

    string File(params IEnumerable<Message> records) => commands.File("a.ndjson", string.Concat(records.Select(record => record.ToJson() + "\n")));

    string Path(string name) => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(commands.Settings)!, name);

    async Task<(int Taken, int Known, int Conflicts, int Faulty)> Import(string file, params IEnumerable<string> further)
    {
        var ended = await commands.Run(["import", "audit-result", file, "--json", .. further]);
        Assert.True(ended.Error == "", ended.Error);
        var import = ended.Lines[0]["import"]!;
        return ((int)import["taken"]!, (int)import["known"]!, (int)import["conflicts"]!, (int)import["faulty"]!);
    }

    async Task SaysWhatComes((int Taken, int Known, int Conflicts, int Faulty) expected, string file)
    {
        Assert.Equal(expected, await Import(file, "--dry-run", "--report", Path("试算.csv")));
        Assert.Equal(expected, await Import(file, "--report", Path("实办.csv")));
        Assert.Equal(System.IO.File.Exists(Path("实办.csv")), System.IO.File.Exists(Path("试算.csv")));
        if (expected.Conflicts + expected.Faulty > 0) Assert.Equal(System.IO.File.ReadAllText(Path("实办.csv")), System.IO.File.ReadAllText(Path("试算.csv")));
    }

    [Fact]
    public async Task The_same_record_twice_in_a_file_is_known_the_second_time() =>
        await SaysWhatComes((2, 2, 0, 0), File(Result(1), Result(2), Result(1), Result(1)));

    [Fact]
    public async Task The_same_key_with_other_content_is_refused_with_its_reason()
    {
        await SaysWhatComes((1, 1, 1, 0), File(Result(1), Result(1).With("AAC010", "别处1号"), Result(1)));
        Assert.Contains("流水号已用于内容不同的记录", System.IO.File.ReadAllText(Path("试算.csv")));
    }

    [Fact]
    public async Task What_was_refused_stands_in_the_way_of_nothing() =>
        await SaysWhatComes((1, 1, 0, 1), File(Result(1).With("AAC067", "1"), Result(1), Result(1)));

    [Fact]
    public async Task A_repetition_is_seen_however_many_records_lie_between() =>
        await SaysWhatComes((1400, 3, 1, 0), File([.. Enumerable.Range(1, 1400).Select(Result), Result(1), Result(700), Result(1400), Result(2).With("AAC010", "别处1号")]));

    [Fact]
    public async Task An_application_answered_twice_in_a_file_is_found_however_many_records_lie_between()
    {
        await commands.Run("import", "--baseline", "application", File(Some.Application(1)));
        var (first, others) = (Some.AuditResult(1), Enumerable.Range(2, 700).Select(Result));

        await SaysWhatComes((701, 0, 0, 1), File([first, .. others, first.With("AAZ341", Some.AuditResult(800)["AAZ341"])]));
        Assert.Contains("该申请已有审核结果", System.IO.File.ReadAllText(Path("试算.csv")));
    }

    [Fact]
    public async Task The_store_goes_before_the_file()
    {
        await Import(File(Result(1)));

        await SaysWhatComes((1, 1, 1, 0), File(Result(1), Result(2), Result(1).With("AAC010", "别处1号")));
    }

    [Fact]
    public async Task Results_of_one_application_without_a_serial_are_one()
    {
        await commands.Run("import", "--baseline", "application", File(Some.Application(1), Some.Application(2)));
        var (first, second) = (Some.AuditResult(1).With("AAZ341", null), Some.AuditResult(2).With("AAZ341", null));

        await SaysWhatComes((2, 1, 1, 0), File(first, second, first, second.With("AAC010", "别处1号")));
    }
}
