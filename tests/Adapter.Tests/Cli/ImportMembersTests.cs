using System.Text.Encodings.Web;
using System.Text.Json;
using Adapter.Cli;
using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Cli;

/// <summary>The members of JSON records are called as the columns of a table are.</summary>
public sealed class ImportMembersTests : IDisposable
{
    static readonly Kind Result = Agreement.Embedded.Kind("audit-result");
    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    readonly Commands commands = new(null, Some.Region);

    public void Dispose() => commands.Dispose();

    static IEnumerable<Message> Results(int count) => Enumerable.Range(1, count).Select(seed => Some.AuditResult(seed).With("ADC201", null));

    static Dictionary<string, object> Members(Message record, Func<Field, string> called) =>
        Result.Fields.Where(field => !record.IsEmpty(field.Code)).ToDictionary(called, object (field) => record[field.Index]!);

    string File(string ending, params IEnumerable<Dictionary<string, object>> records)
    {
        var objects = records.Select(record => JsonSerializer.Serialize(record, Readable)).ToList();
        return commands.File("记录" + ending, ending == ".json" ? $"[{string.Join(',', objects)}]" : string.Concat(objects.Select(line => line + "\n")));
    }

    async Task<(int Exit, int Taken, int Refused)> Import(string file, params IEnumerable<string> further)
    {
        var ended = await commands.Run(["import", "audit-result", file, "--json", .. further]);
        Assert.True(ended.Error == "", ended.Error);
        var import = ended.Lines[0]["import"]!;
        return (ended.Exit, (int)import["taken"]!, (int)import["faulty"]! + (int)import["conflicts"]!);
    }

    string Map(string text) => commands.File("对照.json", text);

    [Theory]
    [InlineData(".ndjson")]
    [InlineData(".json")]
    public async Task Members_may_have_the_fields_names(string ending)
    {
        Assert.Equal((ExitCode.Done, 3, 0), await Import(File(ending, Results(3).Select(record => Members(record, field => field.Name)))));
        Assert.Equal((ExitCode.Done, 0, 0), await Import(File(".ndjson", Results(3).Select(record => Members(record, field => field.Code)))));
    }

    [Theory]
    [InlineData(".ndjson")]
    [InlineData(".json")]
    public async Task A_map_says_which_field_a_member_is_and_which_is_left_out(string ending)
    {
        var records = Results(2).Select(record =>
        {
            var members = Members(record, field => field.Code switch { "AAC002" => "社保号", "AAC003" => "xm", _ => field.Code });
            members["AAC010x"] = new { 任何 = 1 };
            return members;
        });

        Assert.Equal((ExitCode.Done, 2, 0), await Import(File(ending, records), "--map", Map("""{"headers":{"社保号":"AAC002","xm":"AAC003","AAC010x":""}}""")));
    }

    [Fact]
    public async Task A_member_with_a_fields_code_may_be_another_one()
    {
        var records = Results(2).Select(record => Members(record, field => field.Code switch { "AAC058" => "AAC003", "AAC003" => "AAC058", _ => field.Code }));

        Assert.Equal((ExitCode.Done, 2, 0), await Import(File(".ndjson", records), "--map", Map("""{"headers":{"AAC003":"AAC058","AAC058":"AAC003"}}""")));
    }

    [Theory]
    [InlineData(".ndjson")]
    [InlineData(".json")]
    public async Task What_a_person_must_confirm_is_confirmed_in_a_member_of_its_own(string ending)
    {
        var refused = Results(3).Select((record, place) =>
        {
            var members = Members(record.With("AAE540", "2").With("AAE360", $"因{Agreement.Embedded.RefusalGrounds[0]}不予登记"), field => field.Code);
            if (place > 0) members["confirm"] = place == 1 ? "policy.refusal" : new[] { "policy.refusal" };
            return members;
        });

        var report = Path.Combine(Path.GetDirectoryName(commands.Settings)!, "问题.csv");
        var ended = await Import(File(ending, refused), "--report", report);
        var lines = System.IO.File.ReadAllText(report).TrimEnd().Split('\n');
        System.IO.File.WriteAllText(report, $"{lines[0]}\n{lines[1].TrimEnd()}policy.refusal\n");

        Assert.Equal((ExitCode.FoundWrong, 2, 1), ended);
        Assert.Equal((ExitCode.Done, 1, 0), await Import(report));
    }

    [Theory]
    [InlineData("甲", "没有找到任何一个", "{}")]
    [InlineData("AAC003", "AAC003 出现了不止一次", """{"headers":{"号":"AAC003"}}""")]
    public async Task Names_that_say_nothing_or_twice_the_same_refuse_the_file_as_a_header_does(string name, string word, string map)
    {
        var (json, table) = (commands.File("a.ndjson", $"{{\"{name}\":\"x\",\"号\":\"y\"}}\n"), commands.File("a.csv", $"{name},号\nx,y\n"));

        foreach (var file in new[] { json, table })
        {
            var ended = await commands.Run("import", "audit-result", file, "--map", Map(map));
            Assert.Equal((ExitCode.NotDone, ""), (ended.Exit, ended.Output));
            Assert.Contains(word, Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        }
    }

    [Fact]
    public async Task A_later_record_with_two_members_for_one_field_is_refused_alone()
    {
        var records = Results(3).Select((record, place) =>
        {
            var members = Members(record, field => field.Name);
            if (place == 1) members["AAC003"] = "别名";
            return members;
        });

        Assert.Equal((ExitCode.FoundWrong, 2, 1), await Import(File(".ndjson", records)));
    }
}
