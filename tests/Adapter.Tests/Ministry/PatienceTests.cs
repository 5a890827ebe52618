using System.Diagnostics;
using System.Net.Sockets;
using Adapter.Ministry;
using Adapter.Tests.Support;

namespace Adapter.Tests.Ministry;

/// <summary>Time-outs, retries, rates: what the pipelines do and what they must not.</summary>
public class PatienceTests
{
    const string Serial = "330102260213000001";

    [Fact]
    public async Task A_platform_that_never_answers_costs_the_deadline_and_no_more()
    {
        await using var server = new RawServer((_, socket) => Silence(socket));
        using var rig = new MinistryRig(server.Url, MinistryRig.Hasty(TimeSpan.FromMilliseconds(400)));
        var watch = Stopwatch.StartNew();

        var outcome = (await rig.Upload(Serial)).Outcome;

        Assert.Equal((OutcomeClass.Unknown, "timeout"), (outcome.Class, outcome.Code));
        Assert.InRange(watch.ElapsedMilliseconds, 300, 1400);
    }

    [Fact]
    public async Task A_body_that_stops_half_way_costs_the_deadline_and_no_more()
    {
        await using var server = new RawServer(async (body, socket) =>
        {
            await socket.SendAsync(RawServer.Json(MinistryRig.Answer(body, "{}")).AsMemory(..150));
            await Silence(socket);
        });
        using var rig = new MinistryRig(server.Url, MinistryRig.Hasty(TimeSpan.FromMilliseconds(400)));

        Assert.Equal("timeout", (await rig.Upload(Serial)).Outcome.Code);
    }

    [Fact]
    public async Task A_body_that_drips_is_given_up_before_the_deadline()
    {
        await using var server = new RawServer(async (_, socket) =>
        {
            await socket.SendAsync(RawServer.Http("HTTP/1.1 200 OK\nContent-Type: application/json", []));
            using var drip = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            while (await drip.WaitForNextTickAsync()) await socket.SendAsync("{"u8.ToArray());
        });
        using var rig = new MinistryRig(server.Url);

        Assert.Equal("slow", (await rig.Upload(Serial)).Outcome.Code);
    }

    [Fact]
    public async Task Headers_that_drip_cost_the_deadline_and_no_more()
    {
        await using var server = new RawServer(async (_, socket) => await Drip(socket, "HTTP/1.1 200 OK\r\nX-A: "u8.ToArray(), "a"u8.ToArray()));
        using var rig = new MinistryRig(server.Url, MinistryRig.Hasty(TimeSpan.FromSeconds(1)));
        var watch = Stopwatch.StartNew();

        Assert.Equal("timeout", (await rig.Upload(Serial)).Outcome.Code);
        Assert.InRange(watch.ElapsedMilliseconds, 900, 10_000);
    }

    [Fact]
    public async Task A_body_that_is_quick_and_never_ends_costs_the_deadline_and_no_more()
    {
        await using var server = new RawServer(async (_, socket) =>
            await Drip(socket, RawServer.Http("HTTP/1.1 200 OK\nContent-Type: application/json", []), new byte[1024]));
        using var rig = new MinistryRig(server.Url, MinistryRig.Hasty(TimeSpan.FromSeconds(1)));

        Assert.Equal("timeout", (await rig.Upload(Serial)).Outcome.Code);
    }

    static async Task Drip(Socket socket, byte[] first, byte[] rest)
    {
        await socket.SendAsync(first);
        using var drip = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await drip.WaitForNextTickAsync()) await socket.SendAsync(rest);
    }

    [Fact]
    public async Task A_download_is_tried_again_and_an_upload_never()
    {
        await using var server = RawServer.Answering(_ => RawServer.Http("HTTP/1.1 503 Busy\nContent-Length: 0\nConnection: close", []));
        using var rig = new MinistryRig(server.Url);

        await rig.Upload(Serial);
        Assert.Equal(1, server.Calls);
        await rig.Client.Download(MinistryRig.Question, default);
        Assert.Equal(4, server.Calls);
    }

    [Fact]
    public async Task Who_asks_for_quiet_is_not_asked_again_at_once()
    {
        await using var server = RawServer.Answering(_ => RawServer.Http("HTTP/1.1 503 Busy\nRetry-After: 60\nContent-Length: 0\nConnection: close", []));
        using var rig = new MinistryRig(server.Url);

        await rig.Client.Download(MinistryRig.Question, default);

        Assert.Equal(1, server.Calls);
    }

    [Fact]
    public async Task A_download_that_fails_once_succeeds_under_the_same_MessageId()
    {
        var ids = new List<string>();
        await using var server = RawServer.Answering(question =>
        {
            Adapter.Wire.Envelope.TryParse(MinistryRig.Profile, question, out var asked, out _);
            ids.Add(asked![Adapter.Wire.HeaderRole.MessageId]);
            return ids.Count == 1 ? [] : RawServer.Json(MinistryRig.Answer(question, """{"CODE":"00000000","TotalCount":"0","TotalPage":"0","PageNo":"1","Rows":[]}"""));
        });
        using var rig = new MinistryRig(server.Url);

        var page = rig.Client.ReadPage(await rig.Client.Download(MinistryRig.Question, default));

        Assert.Equal(OutcomeClass.Ok, page.Outcome.Class);
        Assert.Equal(2, ids.Count);
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task A_platform_that_is_down_is_left_alone_region_by_region()
    {
        await using var server = RawServer.Answering(_ => []);
        using var rig = new MinistryRig(server.Url);
        string code;
        var sent = 0;
        do code = (await rig.Upload(Serial)).Outcome.Code;
        while (code != "circuit" && ++sent < 50);

        Assert.Equal("circuit", code);
        var other = rig.Client.Prepare(MinistryRig.Kind, "330105", "m", "B", []);
        Assert.NotEqual("circuit", (await rig.Client.Upload(other, default)).Outcome.Code);
    }

    [Theory]
    [InlineData("7", 7, 7)]
    [InlineData("Fri, 31 Dec 2100 23:59:59 GMT", 3600, double.MaxValue)]
    [InlineData("Fri, 13 Feb 2015 00:00:00 GMT", 0, 0)]
    public async Task Retry_After_is_read_in_seconds_and_as_a_date(string value, double least, double most)
    {
        await using var server = RawServer.Answering(_ => RawServer.Http($"HTTP/1.1 429 Slow\nRetry-After: {value}\nContent-Length: 0\nConnection: close", []));
        using var rig = new MinistryRig(server.Url);

        var outcome = (await rig.Upload(Serial)).Outcome;

        Assert.Equal(OutcomeClass.Throttled, outcome.Class);
        Assert.InRange(outcome.RetryAfter!.Value.TotalSeconds, least, most);
    }

    [Fact]
    public async Task A_shutdown_is_no_answer_of_the_platform()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new RawServer(async (_, socket) =>
        {
            await stop.CancelAsync();
            await Silence(socket);
        });
        using var rig = new MinistryRig(server.Url);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Client.Upload(rig.Batch(Serial), stop.Token));
    }

    // Until the client hangs up.
    static async Task Silence(Socket socket) => await socket.ReceiveAsync(new byte[1]);
}
