using System.Net;
using System.Text.Json.Nodes;
using Adapter.Contracts;

namespace Adapter.Torture.Kills;

/// <summary>Reviewers at their desks: they decide what they are shown, now and then two the same, and correct what they decided.</summary>
sealed class Clerk(Book book, int seed)
{
    const int AtATime = 8;
    static readonly Agreement Agreement = Agreement.Embedded;
    static readonly Kind Application = Agreement.Kind("application");
    static readonly Kind Result = Agreement.Kind("audit-result");

    readonly Random random = new(seed);
    int corrections;

    /// <summary>Decides what is pending; false when nothing new was.</summary>
    public async Task<bool> Decide(LocalApi api, CancellationToken stop)
    {
        var pending = await api.Look("/api/applications?full=true&limit=50", stop);
        var fresh = pending.Items.Where(item => !book.IsDecided((string)item["ADC201"]!)).Take(AtATime).Select(Clicks).ToList();
        foreach (var clicks in fresh) book.Decide(clicks);
        await Task.WhenAll(fresh.SelectMany(clicks => clicks).Select(click => Send(api, click, stop)));
        return fresh.Count > 0;
    }

    /// <summary>Corrects something that was taken and is not being corrected.</summary>
    public async Task Correct(LocalApi api, CancellationToken stop)
    {
        var open = book.Corrections.Where(click => click.State == ClickState.Asked).Select(click => click.About).ToHashSet(StringComparer.Ordinal);
        var keys = book.Holding.Where(entry => entry.Value.Kind == Result && !open.Contains(entry.Key)).Select(entry => entry.Key).Order(StringComparer.Ordinal).ToList();
        if (keys.Count > 0) await Correct(api, keys[random.Next(keys.Count)], stop);
    }

    /// <summary>Corrects what the platform holds otherwise, as it took an earlier version that it said it had not: no replay mends that.</summary>
    public async Task Overrule(LocalApi api, CancellationToken stop)
    {
        var failed = (await api.Look("/api/uploads?state=failed&limit=50", stop)).Items
            .Where(row => (string?)row["class"] == "Conflict" && (long)row["version"]! > 1)
            .Select(row => $"{row["kind"]}/{row["AAB301"]}/{row["AAZ341"]}");
        foreach (var key in failed.Where(key => !book.Corrections.Any(click => click.About == key && click.State == ClickState.Asked)).ToList())
            if (book.Holding.ContainsKey(key)) await Correct(api, key, stop, isOurs: true);
    }

    async Task Correct(LocalApi api, string key, CancellationToken stop, bool isOurs = false)
    {
        var content = book.Holding[key].With("AAC010", $"泉城路{++corrections}号{seed}室");
        var body = new JsonObject
        {
            ["fields"] = new JsonObject { ["AAC010"] = content["AAC010"] },
            ["reason"] = "住址录入有误",
        };
        // The ministry of these tests holds nobody else's: a clerk who looks there finds one of ours, or nothing.
        if (isOurs) body["confirm"] = new JsonArray("conflict.ours");
        var click = new Click(key, $"/api/audit-results/{content.Key}/correction", body.ToJsonString(LocalApi.Plain), _ => content);
        book.Correct(click);
        await Send(api, click, stop);
    }

    /// <summary>What was asked and never answered, again.</summary>
    public Task Repeat(LocalApi api, CancellationToken stop) =>
        Task.WhenAll(book.Decisions.Concat(book.Corrections).Where(click => click.State == ClickState.Asked).Select(click => Send(api, click, stop)));

    IReadOnlyList<Click> Clicks(JsonNode item)
    {
        var isRefused = random.Next(10) == 0;
        return random.Next(6) > 0 ? [Click(item, isRefused)] : [Click(item, isRefused), Click(item, !isRefused)];
    }

    static Click Click(JsonNode item, bool isRefused)
    {
        var number = (string)item["ADC201"]!;
        var decision = new JsonObject { ["AAE540"] = isRefused ? "2" : "1", ["AAE011"] = "周洁", ["AAE036"] = (string)item["fields"]!["AAE127"]! };
        if (isRefused) decision["AAE360"] = "多次联系不上本人，无法核实";
        var given = Pairs(item["fields"]!).Concat(Pairs(decision)).ToDictionary(member => member.Key, member => member.Value);
        var content = given.Where(member => Result.Find(member.Key) is not null).Aggregate(Message.Of(Application, []).As(Result), (message, member) => message.With(member.Key, member.Value));
        return new(number, $"/api/applications/{number}/decision", decision.ToJsonString(LocalApi.Plain), serial => content.With("AAZ341", serial));
    }

    async Task Send(LocalApi api, Click click, CancellationToken stop)
    {
        var answer = await api.Hand(click.Path, click.Body, stop);
        switch (answer.Status)
        {
            case HttpStatusCode.Accepted or HttpStatusCode.OK:
                book.Take(click, (string?)answer.Body!["AAZ341"]);
                break;
            case HttpStatusCode.Conflict:
                click.Refuse();
                break;
            case HttpStatusCode.ServiceUnavailable:
                book.NotNow();
                break;
            default:
                click.Refuse();
                book.Complain($"{(int)answer.Status} {string.Join(' ', answer.Findings.Select(finding => finding["rule"]))} to {click.Path}");
                break;
        }
    }

    static IEnumerable<KeyValuePair<string, string?>> Pairs(JsonNode members) =>
        members.AsObject().Select(member => KeyValuePair.Create(member.Key, (string?)member.Value));
}
