using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Adapter.Contracts;

namespace Adapter.EndToEnd.Support;

/// <summary>
/// A local system at its work: it pulls applications, decides them and hands in records of its own. What it has handed
/// in stands in its book.
/// </summary>
sealed class Driver(HttpClient client)
{
    static readonly string[] Confirmable = ["policy.refusal", "policy.ground", "application.missing"];
    static readonly ParallelOptions SideBySide = new() { MaxDegreeOfParallelism = 16 };
    static readonly Agreement Agreement = Agreement.Embedded;
    static readonly Kind Application = Agreement.Kind("application");
    static readonly Kind Result = Agreement.Kind("audit-result");

    readonly ConcurrentDictionary<string, Message> book = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, IReadOnlyList<string>> shortened = new(StringComparer.Ordinal);

    /// <summary><c>audit-result/370102/370102260213000001</c> -> what it was handed in with.</summary>
    public IReadOnlyDictionary<string, Message> Book => book;

    /// <summary>ADC201 of every application whose result did not fit -> the fields that were shortened.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Shortened => shortened;

    public static string Today => ChinaTime.Compact(ChinaTime.Date(TimeProvider.System.GetUtcNow()));

    /// <summary>What is pending and not yet fetched, in full; from then on it counts as received.</summary>
    public async Task<IReadOnlyList<JsonNode>> Pull()
    {
        var pulled = await client.All("/api/applications?full=true&received=false");
        foreach (var part in pulled.Chunk(1000))
        {
            var marked = await client.Hand("/api/applications/received", new { ADC201 = part.Select(item => item.Text("ADC201")) });
            Assert.Equal(HttpStatusCode.OK, marked.Status);
        }
        return pulled;
    }

    public Task Decide(IEnumerable<JsonNode> pulled) => Parallel.ForEachAsync(pulled, SideBySide, async (item, _) => await Decide(item));

    /// <summary>Approves nine of ten. What does not fit is shortened, and nothing else is changed.</summary>
    public async Task<string> Decide(JsonNode item)
    {
        var number = item.Text("ADC201");
        var decision = Decision(number);
        var answer = await client.Hand($"/api/applications/{number}/decision", decision);
        if (answer.Status == HttpStatusCode.UnprocessableEntity)
        {
            decision["corrections"] = Shorten(number, item["fields"]!, answer);
            decision["confirm"] = Confirmed(answer);
            answer = await client.Hand($"/api/applications/{number}/decision", decision);
        }
        Assert.True(answer.Status == HttpStatusCode.Accepted, $"{number}: {answer.Text}");
        var result = Message.Of(Application, Pairs(item["fields"]!)).As(Result).With("AAZ341", answer.Body!.Text("AAZ341"));
        Enter(Pairs(decision).Concat(Pairs(decision["corrections"])).Aggregate(result, With));
        return result["AAZ341"]!;
    }

    /// <summary>Hands in records by the thousand; what may be confirmed is, with a remark.</summary>
    public async Task Submit(IEnumerable<Message> records)
    {
        foreach (var part in records.Chunk(1000)) await Submit(part, []);
    }

    async Task Submit(Message[] records, IReadOnlyList<string> confirmed)
    {
        var answer = await client.Hand($"/api/{records[0].Kind.Name}s", new JsonArray([.. records.Select(record => Body(record, confirmed))]).ToJsonString(Json.Plain));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        var again = new List<Message>();
        foreach (var (record, row) in records.Zip(answer.Body.List()))
        {
            if ((int)row["status"]! == (int)HttpStatusCode.Accepted) Enter(record);
            else if (confirmed.Count == 0 && IsConfirmable(row)) again.Add(record.With("AAE013", "另有其他事实，已核实"));
            else Assert.Fail(row.ToJsonString(Json.Plain));
        }
        if (again.Count > 0) await Submit([.. again], Confirmable);
    }

    void Enter(Message message) => Assert.True(book.TryAdd($"{message.Kind.Name}/{message.Key}", message), $"{message.Key} twice");

    static JsonObject Decision(string number)
    {
        var refused = int.Parse(number[^8..], CultureInfo.InvariantCulture) % 10 == 7;
        var decision = new JsonObject { ["AAE540"] = refused ? "2" : "1", ["AAE011"] = "周洁", ["AAE036"] = Today };
        if (refused) decision["AAE360"] = "多次联系不上本人，无法核实";
        return decision;
    }

    JsonObject Shorten(string number, JsonNode fields, Answer answer)
    {
        Assert.All(answer.Findings.Where(IsError), finding => Assert.Equal("length", finding.Text("rule")));
        var tooLong = answer.Findings.Where(finding => finding.Text("rule") == "length").Select(finding => finding.Text("field")).ToList();
        shortened[number] = tooLong;
        return new([.. tooLong.Select(code => KeyValuePair.Create(code, (JsonNode?)fields.Text(code)[..Result.Find(code)!.Length!.Value]))]);
    }

    static JsonArray Confirmed(Answer answer) => new([.. answer.Findings.Select(finding => finding.Text("rule"))
        .Where(Confirmable.Contains).Distinct().Select(rule => JsonValue.Create(rule))]);

    static JsonObject Body(Message record, IReadOnlyList<string> confirmed)
    {
        var body = JsonNode.Parse(record.ToJson())!.AsObject();
        if (confirmed.Count > 0) body["confirm"] = new JsonArray([.. confirmed.Select(rule => JsonValue.Create(rule))]);
        return body;
    }

    static bool IsConfirmable(JsonNode row) => (int)row["status"]! == (int)HttpStatusCode.UnprocessableEntity
        && row["findings"].List().Where(IsError).All(finding => Confirmable.Contains(finding.Text("rule")));

    static bool IsError(JsonNode finding) => finding.Text("severity") == "error";

    static Message With(Message message, KeyValuePair<string, string?> member) => message.With(member.Key, member.Value);

    static IEnumerable<KeyValuePair<string, string?>> Pairs(JsonNode? members) => (members?.AsObject() ?? [])
        .Where(member => member.Value is JsonValue)
        .Select(member => KeyValuePair.Create(member.Key, (string?)member.Value));
}
