using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Adapter.Contracts;
using Adapter.Simulator;
using Adapter.Tests.Support;
using Adapter.Wire;

namespace Adapter.Tests.Simulator;

/// <summary>Every fault by its name, switched on by POST /_control and seen on the wire.</summary>
public class FaultTests
{
    static readonly Message Row = Some.AuditResult().With("ADC201", "");
    static readonly Seal Seal = Seal.Hmac(MinistryRig.Profile, LoneMinistry.Secret);

    /// <summary>What the ledger holds after the fault: the row of the upload or nothing.</summary>
    sealed record Seen(PlatformAnswer Answer, bool IsHeld)
    {
        public bool IsMessage => Answer is { Status: HttpStatusCode.OK, Envelope: not null };
        public bool IsSigned => IsMessage && Seal.Verify(Answer.Envelope!);
    }

    static readonly Dictionary<string, Func<Seen, bool>> OnUpload = new()
    {
        ["maintenance"] = seen => seen is { Answer.Result: "9999", IsHeld: false } && seen.Answer.Envelope![HeaderRole.ReturnMessage].Contains("维护"),
        ["http-5xx"] = seen => seen is { Answer: { Status: HttpStatusCode.ServiceUnavailable, ContentType: "text/html" }, IsHeld: false },
        ["http-429"] = seen => seen is { Answer: { Status: HttpStatusCode.TooManyRequests, RetryAfter.TotalSeconds: 1 }, IsHeld: false },
        ["no-answer"] = seen => seen is { Answer.IsCut: true, IsHeld: false },
        ["html"] = seen => seen is { Answer: { Status: HttpStatusCode.OK, ContentType: "text/html", Envelope: null }, IsHeld: false },
        ["clock-skew"] = seen => seen is { Answer.Result: "1003", IsHeld: false } && seen.Answer.Envelope![HeaderRole.Time] == "101000",
        ["return-result"] = seen => seen is { Answer.Result: "9999", IsHeld: false, IsSigned: true },
        ["message-without-code"] = seen => seen is { Answer: { Result: "0000", Code: "" }, IsHeld: false } && seen.Answer.Envelope!.Body.Contains("频繁"),
        ["batch-failure"] = seen => seen is { Answer: { Result: "0000", Code: "90000001", Rows.Count: 0 }, IsHeld: false },
        ["row-failure"] = seen => seen is { Answer: { Code: "00000001", RowCodes: ["90000001"] }, IsHeld: false },
        ["row-failure-done"] = seen => seen is { Answer: { Code: "00000001", RowCodes: ["90000001"] }, IsHeld: true },
        ["exists-same"] = seen => seen is { Answer: { Code: "00000000", RowCodes: ["40000001"] }, IsHeld: true },
        ["exists-other"] = seen => seen is { Answer: { Code: "00000001", RowCodes: ["40000002"] }, IsHeld: false },
        ["contradictory-rows"] = seen => seen is { Answer.RowCodes: ["00000000", "30000004"], IsHeld: true },
        ["other-reference"] = seen => seen is { IsSigned: true, IsHeld: true } && !seen.Answer.Envelope![HeaderRole.RefMessageId].StartsWith(LoneMinistry.Sender),
        ["wrong-signature"] = seen => seen is { IsMessage: true, IsSigned: false, IsHeld: true },
        ["raw-signature"] = seen => seen is { IsMessage: true, IsSigned: false, IsHeld: true, Answer.Envelope.Sign.Length: 64 },
        ["other-user-id"] = seen => seen is { IsMessage: true, IsSigned: false, IsHeld: true },
        ["http-5xx-done"] = seen => seen is { Answer.Status: HttpStatusCode.InternalServerError, IsHeld: true },
        ["gateway-json"] = seen => seen is { Answer: { Status: HttpStatusCode.OK, Envelope: null }, IsHeld: true } && seen.Answer.Text.Contains("网关超时"),
        ["truncated-json"] = seen => seen is { Answer: { IsCut: false, Envelope: null }, IsHeld: true } && seen.Answer.Text.StartsWith("{\"MessageHeader"),
        ["reset-mid-body"] = seen => seen is { Answer.IsCut: true, IsHeld: true },
        ["lost-answer"] = seen => seen is { Answer.IsCut: true, IsHeld: true },
        ["gbk-bytes"] = seen => seen.IsHeld && IsGbk(seen.Answer.Bytes),
        ["slow"] = seen => seen is { IsSigned: true, IsHeld: true },
    };

    static readonly Dictionary<string, Func<PlatformAnswer, PlatformAnswer, bool>> OnDownload = new()
    {
        ["claim-on-read"] = (first, second) => (first.Rows.Count, second.Rows.Count) == (10, 0),
        ["shifting-pages"] = (first, _) => ((string)first.Body["TotalCount"]!, first.Rows.Count) == ("9", 9),
        ["missing-rows"] = (first, _) => ((string)first.Body["TotalCount"]!, first.Rows.Count) == ("10", 9),
        ["twice-other-content"] = (first, _) => first.Rows.CountBy(row => (string)row["ADC201"]!).Count(number => number.Value == 2) == 1
            && first.Rows.Select(row => row.ToJsonString()).Distinct().Count() == 11,
        ["reversed-rows"] = (first, _) => first.Rows.Select(row => $"{row["AAE127"]} {row["ADC201"]}").ToList() is { Count: 10 } places
            && places.SequenceEqual(places.OrderDescending(StringComparer.Ordinal)),
        ["numbers-for-strings"] = (first, _) => first.Body["TotalCount"]!.GetValueKind() == JsonValueKind.Number
            && first.Rows.All(row => row["AAB301"]!.GetValueKind() == JsonValueKind.Number && row["AAC058"]!.GetValueKind() == JsonValueKind.String),
        ["lower-case-names"] = (first, _) => (string?)first.Body["code"] == "00000000" && first.Body["rows"]!.AsArray().All(row => row!["adc201"] is not null),
    };

    public static TheoryData<string> Names => [.. FaultTable.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fault_that_is_on_is_seen_on_the_wire_and_gone_when_it_is_off(string name)
    {
        await using var platform = await LoneMinistry.Open(new() { Applications = 10, Regions = [Some.Region] });
        await platform.SwitchOn(new() { Name = name, From = "09:00", Until = "11:00" });

        if (OnDownload.TryGetValue(name, out var shows)) Assert.True(shows(await platform.Download(), await platform.Download()), name);
        else Assert.True(OnUpload[name](await Upload(platform, name)), name);

        await platform.Control(new { faults = Array.Empty<FaultSetting>() });
        Assert.Equal("00000000", (await platform.Download()).Code);
        Assert.True(Seal.Verify((await platform.Ask("SYS01000", "{}")).Envelope!));
    }

    static async Task<Seen> Upload(LoneMinistry platform, string name)
    {
        var asking = platform.Upload(Row);
        if (name == "slow")
        {
            await Eventually.Holds(() => platform.View("/_ledger").Result.Count == 1);
            Assert.False(asking.IsCompleted);
            await Eventually.Holds(() =>
            {
                platform.Time.Advance(TimeSpan.FromSeconds(2));
                return asking.IsCompleted;
            });
        }
        return new(await asking, (await platform.View("/_ledger")).Count == 1);
    }

    static bool IsGbk(byte[] bytes)
    {
        var text = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetString(bytes);
        return text.Contains("失业登记") && !Encoding.UTF8.GetString(bytes).Contains("失业登记");
    }

    [Fact]
    public async Task An_unknown_fault_is_refused_with_the_names_that_there_are()
    {
        await using var platform = await LoneMinistry.Open();

        var (status, body) = await platform.Control(new { faults = new[] { new { name = "no-such-fault" } } });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.All(FaultTable.All, fault => Assert.Contains(fault.Name, (string)body["error"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_seed_hits_the_same_calls_about_as_often_as_the_rate_says()
    {
        await using var platform = await LoneMinistry.Open();
        async Task<string> Pattern(int seed)
        {
            await platform.Control(new { faults = new[] { new { name = "return-result", rate = 0.3 } }, seed });
            var hits = new StringBuilder();
            for (var call = 0; call < 200; call++) hits.Append((await platform.Ask("SYS01000", "{}")).Result == "9999" ? 'x' : '.');
            return hits.ToString();
        }

        var first = await Pattern(7);

        Assert.InRange(first.Count(call => call == 'x'), 40, 80);
        Assert.Equal(first, await Pattern(7));
        Assert.NotEqual(first, await Pattern(8));
    }

    [Fact]
    public async Task A_fault_ends_after_its_count_and_says_how_often_it_hit()
    {
        await using var platform = await LoneMinistry.Open();
        await platform.SwitchOn(new() { Name = "return-result", Count = 2, Code = "9999", Interface = "SYDJ1002" });

        var results = new List<string> { (await platform.Ask("SYS01000", "{}")).Result };
        for (var call = 0; call < 3; call++) results.Add((await platform.Upload(Row)).Result);

        Assert.Equal(["0000", "9999", "9999", "0000"], results);
        var (_, shown) = await platform.Control(new { });
        Assert.Equal(2, (int)shown["faults"]![0]!["hits"]!);
    }
}
