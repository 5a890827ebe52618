using System.Text;
using Adapter.Store;

namespace Adapter.Tests.Store;

public abstract partial class StoreTests
{
    // As programs before 010.sql kept an upload: its content in its own row.
    const string AsBefore = """
        insert into upload (kind, AAB301, AAZ341, version, registers, correction, state, due_at, why, deadline, digest, payload, findings, origin, created_at)
        values ('audit-result', '330102', '330102260213000001', 1, 0, 0, 'waiting', '', '', '2026-02-20', 'digest', @payload, '[1]', 'live', '')
        """;

    [Fact]
    public async Task What_an_earlier_program_entered_is_listed_and_sent_with_its_content_as_is_what_came_after()
    {
        await Store.Writer.Write(session => session.Execute(AsBefore, new { payload = "{\"before\":1}"u8.ToArray() }));
        await Enqueue(Upload("330102260213000002") with { Payload = "{\"after\":1}"u8.ToArray(), Findings = "[2]" });

        var listed = Store.Database.Read(session => Store.Get<UploadList>().List(session, new()));
        var claim = (await Take())!;

        Assert.Equal(["{\"before\":1} [1]", "{\"after\":1} [2]"], listed.Select(row => $"{Encoding.UTF8.GetString(row.Payload)} {row.Findings}"));
        Assert.Equal(["{\"before\":1}", "{\"after\":1}"], claim.Rows.Select(row => Encoding.UTF8.GetString(row.Payload)));
    }

    [Fact]
    public async Task What_is_delivered_and_what_is_not_are_listed_and_counted_apart()
    {
        await Enqueue(Upload("330102260213000001"));
        await Settle((await Take())!, UploadState.Delivered);
        await Enqueue(Upload("330102260213000002"));
        await Settle((await Take())!, UploadState.Failed);
        await Enqueue(Upload("330102260213000003"));
        await Take();
        await Enqueue(Upload("330103260213000004") with { AAB301 = "330103" });

        var list = Store.Get<UploadList>();
        string[] Serials(UploadFilter filter) => [.. Store.Database.Read(session => list.List(session, filter)).Select(row => row.AAZ341[^1..])];
        string Counts(IReadOnlyList<string>? regions) => string.Join(' ', Store.Database.Read(session => list.Counts(session, regions)).Where(count => count.Value > 0).Select(count => $"{count.Key}:{count.Value}"));

        Assert.Equal(["1"], Serials(new() { State = UploadState.Delivered }));
        Assert.Equal(["2"], Serials(new() { State = UploadState.Failed, Region = "330102" }));
        Assert.Equal(["1"], Serials(new() { State = UploadState.Delivered, Region = "330102" }));
        Assert.Empty(Serials(new() { State = UploadState.Delivered, Region = "330103" }));
        Assert.Equal(["1", "2", "3"], Serials(new() { Region = "330102" }));
        Assert.Equal(["1"], Store.Database.Read(session => list.Newest(session, new() { State = UploadState.Delivered }).ToList()).Select(mark => mark.AAZ341[^1..]));
        Assert.Equal(1, Assert.Single(Store.Database.Read(session => list.Groups(session, new() { State = UploadState.Delivered }))).Number);
        Assert.Equal("waiting:1 sending:1 delivered:1 failed:1", Counts(null));
        Assert.Equal("sending:1 delivered:1 failed:1", Counts(["330102"]));
        Assert.Equal("waiting:1", Counts(["330103"]));
    }

    [Fact]
    public async Task Uploads_are_found_by_a_rule_among_their_findings()
    {
        await Enqueue(Upload("330102260213000001") with { Findings = "[{\"rule\":\"policy.refusal\"}]" });
        await Enqueue(Upload("330102260213000002"));

        var found = Store.Database.Read(session => Store.Get<UploadList>().List(session, new() { State = UploadState.Waiting, Rule = "policy.refusal" }));

        Assert.Equal(["330102260213000001"], found.Select(row => row.AAZ341));
    }
}
