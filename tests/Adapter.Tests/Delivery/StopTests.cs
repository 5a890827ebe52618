using System.IO.Pipelines;
using Adapter.Ministry;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

public sealed class StopTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task What_is_under_way_when_the_program_is_told_to_stop_is_settled_and_never_sent_again()
    {
        using var arrived = new ManualResetEventSlim();
        using var answer = new ManualResetEventSlim();
        fixture.Gateway.Rule = message =>
        {
            if (!message.Contains("370103260213000001", StringComparison.Ordinal)) return null;
            arrived.Set();
            answer.Wait(TimeSpan.FromSeconds(60));
            return null;
        };
        var serial = (await fixture.Enqueue("370103", 1, 1))[0];
        await Eventually.Holds(() => arrived.IsSet);

        var stopping = fixture.Stop();
        answer.Set();
        await stopping;
        await fixture.Start();
        var state = fixture.Row(serial, region: "370103").State;
        var next = (await fixture.Enqueue("370103", 2, 1))[0];
        await fixture.Becomes(next, UploadState.Delivered, region: "370103");

        Assert.Equal(UploadState.Delivered, state);
        Assert.Single(await fixture.Platform.Uploads(), received => received.Serials.Contains(serial));
    }

    [Fact]
    public async Task A_caller_who_never_ends_its_request_does_not_keep_delivery_from_stopping()
    {
        var body = new Pipe(new(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var content = new StreamContent(body.Reader.AsStream()) { Headers = { ContentType = new("application/json") } };
        using var endless = new HttpRequestMessage(HttpMethod.Post, "/api/audit-results") { Content = content, Headers = { ExpectContinue = true } };
        _ = fixture.Client.SendAsync(endless).ContinueWith(answer => answer.Exception, TaskScheduler.Default);
        await body.Writer.WriteAsync("{"u8.ToArray());

        var stopping = fixture.Stop();
        var serial = (await fixture.Enqueue("370104", 1, 1))[0];
        await stopping;

        Assert.DoesNotContain(await fixture.Platform.Uploads(), received => received.Serials.Contains(serial));
        await fixture.Start();
        await fixture.Becomes(serial, UploadState.Delivered, region: "370104");
    }

    [Fact]
    public async Task What_is_about_to_go_when_the_program_stops_was_never_sent()
    {
        await using var server = RawServer.Answering(question => RawServer.Json(MinistryRig.Answer(question, """{"CODE":"00000000"}""")));
        using var rig = new MinistryRig(server.Url);

        await Assert.ThrowsAsync<NotSentException>(() => rig.Client.Upload(rig.Batch("330102260213000002"), new(canceled: true)));
        Assert.Equal(0, server.Calls);
    }
}
