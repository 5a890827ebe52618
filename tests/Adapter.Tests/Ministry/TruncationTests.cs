using System.Text;
using Adapter.Ministry;
using Adapter.Tests.Support;
using Adapter.Wire;

namespace Adapter.Tests.Ministry;

/// <summary>A page of a hundred records as the platform gives it, cut short: never taken for a page.</summary>
public sealed class TruncationTests : IAsyncLifetime
{
    PlatformAnswer answer = new();

    public async Task InitializeAsync()
    {
        await using var ministry = await LoneMinistry.Open(new() { Regions = [Some.Region], Applications = 100 });
        answer = await ministry.Download();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Of_a_page_cut_at_every_byte_none_is_taken()
    {
        using var rig = new MinistryRig("http://127.0.0.1:1");
        var accepted = 0;

        Parallel.For(0, answer.Bytes.Length, length =>
        {
            if (Read(rig, answer.Bytes[..length]).IsDelivered) Interlocked.Increment(ref accepted);
        });

        Assert.Equal((100, true), (answer.Rows.Count, Read(rig, answer.Bytes).IsDelivered));
        Assert.InRange(answer.Bytes.Length, 80_000, int.MaxValue);
        Assert.Equal(0, accepted);
    }

    static readonly Dictionary<string, Func<byte[], byte[]>> Framings = new()
    {
        ["length"] = body => RawServer.Json(body),
        ["close"] = body => RawServer.Http("HTTP/1.1 200 OK\nContent-Type: application/json\nConnection: close", body),
        ["chunks"] = body => Chunked(body, "0\r\n\r\n"),
        ["chunks-without-end"] = body => Chunked(body, ""),
    };

    static byte[] Chunked(byte[] body, string end) => RawServer.Http("HTTP/1.1 200 OK\nContent-Type: application/json\nTransfer-Encoding: chunked\nConnection: close",
        Encoding.Latin1.GetBytes((body.Length == 0 ? "" : $"{body.Length:x}\r\n{Encoding.Latin1.GetString(body)}\r\n") + end));

    [Fact]
    public async Task Over_the_wire_none_is_taken_however_its_end_is_marked()
    {
        // From the front, and so many bytes from the end.
        var cuts = Enumerable.Range(0, 30).Select(part => answer.Bytes.Length * part / 31).Select(Index.FromStart).Concat(Enumerable.Range(1, 10).Select(Index.FromEnd)).ToList();
        var cases = Framings.Keys.SelectMany(framing => cuts.Select(cut => (Framing: framing, Cut: cut))).Append(("chunks", Index.End)).ToList();
        await using var server = RawServer.Answering(question =>
        {
            Assert.True(Envelope.TryParse(MinistryRig.Profile, question, out var asked, out _));
            var (framing, cut) = cases[int.Parse(System.Text.Json.Nodes.JsonNode.Parse(asked!.Body)!["AAB301"]!.ToString())];
            var whole = MinistryRig.Answer(question, answer.Envelope!.Body);
            return Framings[framing](whole[..cut]);
        });
        using var rig = new MinistryRig(server.Url);

        // A region of its own for each: the breaker of one holds no other.
        var outcomes = await Task.WhenAll(cases.Select(async (one, place) => rig.Client.ReadPage(await rig.Client.Download(
            MinistryRig.Question with { AAB301 = $"{place}" }, default)).Outcome.IsDelivered));

        Assert.True(outcomes[^1]);
        Assert.All(cases.Zip(outcomes).SkipLast(1), one => Assert.False(one.Second, $"{one.First}"));
    }

    Outcome Read(MinistryRig rig, byte[] bytes) => rig.Client.ReadPage(new()
    {
        MessageId = answer.Envelope![HeaderRole.RefMessageId],
        Status = 200,
        ContentType = "application/json",
        Bytes = bytes,
    }).Outcome;
}
