using System.Buffers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Adapter.EndToEnd.Support;

namespace Adapter.EndToEnd;

public sealed partial class FaultlessTests(FaultlessRun run) : IClassFixture<FaultlessRun>
{
    [Fact]
    public void The_ministry_s_ledger_is_the_adapter_s_and_what_was_handed_in()
    {
        var ministry = Ledgers.OfMinistry(run.Ledger);

        Ledgers.AreEqual(ministry, Ledgers.Of(run.Views));
        Ledgers.AreEqual(ministry, Ledgers.Of(run.Driver));
        Assert.Equal(FaultlessRun.Work.Applications + (2 * FaultlessRun.Work.Records), ministry.Count);
    }

    [Fact]
    public async Task A_client_that_follows_the_events_ends_with_the_same_books()
    {
        using var client = new SampleClient(run.Province);

        await client.Run("follow");

        Assert.Equal(await SampleClient.Held(run.Province.Client), await client.Book());
    }

    [Fact]
    public void Every_row_was_written_once_and_carried_by_one_message()
    {
        Assert.All(run.Ledger, held => Assert.Equal(1, (int)held["applied"]!));
        Assert.All(run.Ledger, held => Assert.Single(held["messageIds"].List()));
        Assert.Equal(0, Sends.Repeated(run.Journal));
    }

    [Fact]
    public async Task Every_application_was_in_the_queue_as_the_ministry_gave_it()
    {
        var given = (await run.Province.Ministry.Applications()).ToDictionary(application => application.Text("ADC201"));

        Assert.Equal(given.Count, run.Pulled.Select(item => item.Text("ADC201")).Distinct().Count());
        Assert.All(run.Pulled, item => Assert.Equal(given[item.Text("ADC201")]["content"]!.Members(), item["fields"]!.Members()));
        Assert.All(given.Values, application => Assert.Equal("已审核", application.Text("state")));
    }

    [Fact]
    public async Task Every_faulty_application_was_found_out_and_those_with_an_error_were_flagged()
    {
        var faulty = (await run.Province.Ministry.Applications()).Where(application => application["flaw"] is not null).ToList();
        var rules = run.Pulled.ToDictionary(item => item.Text("ADC201"), item => item["findings"].List().Select(finding => finding.Text("rule")).ToHashSet());
        var errors = faulty.Where(application => application["flaw"]!.Text("rule") != "" && application["flaw"]!.Text("severity") == "error");

        Assert.InRange(faulty.Count, 150, 250);
        Assert.All(faulty.Where(application => application["flaw"]!.Text("rule") != ""),
            application => Assert.Contains(application["flaw"]!.Text("rule"), rules[application.Text("ADC201")]));
        Assert.Equal(errors.Select(application => application.Text("ADC201")).Order(), run.Flagged.Select(item => item.Text("ADC201")).Order());
    }

    [Fact]
    public async Task Only_what_does_not_fit_was_shortened()
    {
        var tooLong = (await run.Province.Ministry.Applications())
            .Where(application => application["flaw"]?.Text("resultRule") == "length")
            .ToDictionary(application => application.Text("ADC201"), application => application["flaw"]!.Text("field"));

        Assert.NotEmpty(tooLong);
        Assert.Equal(tooLong.Keys.Order(), run.Driver.Shortened.Keys.Order());
        Assert.All(run.Driver.Shortened, entry => Assert.Equal(tooLong[entry.Key], Assert.Single(entry.Value)));
    }

    [Fact]
    public async Task Nothing_that_the_adapter_put_out_names_a_person()
    {
        string[] personal = ["AAC003", "AAC002", "AAC044", "AAC067"];
        var people = (await run.Province.Ministry.Applications()).Concat(run.Ledger).Select(record => record["content"]!);
        string[] words = [.. people.SelectMany(content => personal.Select(content.Text)).Where(word => word.Length > 1).Distinct()];
        var traces = Unescaped(run.Province.Traces);

        Assert.True(words.Length > 5000, $"{words.Length} words");
        Assert.Contains("Download of", traces);
        Assert.Contains(FaultlessRun.Work.Regions[4], traces);
        Assert.Empty(Found(words, traces));
        Assert.Single(Found(words, traces + words[77]));
    }

    static IReadOnlyList<string> Found(string[] words, string text) =>
        text.AsSpan().ContainsAny(SearchValues.Create(words, StringComparison.Ordinal)) ? [.. words.Where(text.Contains)] : [];

    static string Unescaped(string text) =>
        text + Escape().Replace(text, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());

    [GeneratedRegex(@"\\u([0-9a-fA-F]{4})")]
    private static partial Regex Escape();
}
