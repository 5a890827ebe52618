using System.Net;
using Adapter.Tests.Support;

namespace Adapter.Tests.Api;

public sealed class ApplicationCallTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    readonly HttpClient client = fixture.Client;

    [Fact]
    public async Task The_queue_is_paged_by_deadline_without_personal_data()
    {
        await fixture.Receive(Enumerable.Range(401, 25).Select(seed => Some.Application(seed).With("AAE127", $"202602{seed % 9 + 1:00}")));

        var seen = new List<(string Deadline, string Number)>();
        string? after = null;
        do
        {
            var page = await client.Look($"/api/applications?limit=10&after={after}");
            foreach (var item in page["items"].AsArray())
            {
                Assert.Equal(["ADC201", "AAB301", "state", "deadline", "findings"], item!.AsObject().Select(member => member.Key));
                seen.Add(((string)item["deadline"]!, (string)item["ADC201"]!));
            }
            after = (string?)page.Body!["next"];
        }
        while (after is not null);

        Assert.Equal(seen.Order(), seen);
        Assert.Superset(Enumerable.Range(401, 25).Select(seed => Some.Application(seed)["ADC201"]!).ToHashSet(), seen.Select(item => item.Number).ToHashSet());
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task The_bulk_pull_gives_all_fields_to_a_key_with_pull_alone()
    {
        var application = Some.Application(431);
        await fixture.Receive(application);
        using var reader = await fixture.ClientWith("read");

        var refused = await reader.Look("/api/applications?full=true");
        var pulled = await client.Look("/api/applications?full=true&limit=200");

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        var item = pulled["items"].AsArray().Single(item => (string)item!["ADC201"]! == application["ADC201"]);
        Assert.Equal(application["AAC002"], (string)item!["fields"]!["AAC002"]!);
    }

    [Fact]
    public async Task A_key_with_read_alone_sees_no_person()
    {
        var application = Some.Application(432).With("AAC003", "欧阳小明");
        await fixture.Receive(application);
        using var reader = await fixture.ClientWith("read");

        var masked = await reader.Look($"/api/applications/{application["ADC201"]}");
        var open = await client.Look($"/api/applications/{application["ADC201"]}");

        Assert.Equal("欧**", (string)masked["fields"]["AAC003"]!);
        Assert.EndsWith(application["AAC002"]![^3..], (string)masked["fields"]["AAC002"]!);
        foreach (var code in new[] { "AAC003", "AAC002", "AAC067", "AAC010", "AAC046" }) Assert.DoesNotContain(application[code]!, masked.Text);
        Assert.Equal("370102", (string)masked["fields"]["AAB301"]!);
        Assert.Equal("欧阳小明", (string)open["fields"]["AAC003"]!);
    }

    [Fact]
    public async Task What_the_local_system_has_is_marked_and_can_be_left_out()
    {
        var number = Some.Application(433)["ADC201"]!;
        await fixture.Receive(Some.Application(433));

        var marked = await client.Hand("/api/applications/received", new { ADC201 = new[] { number, "SQ-NOBODY" } });
        var again = await client.Hand("/api/applications/received", new { ADC201 = new[] { number } });
        var left = await client.Look("/api/applications?received=false&limit=200");

        Assert.Equal((1, 0), ((int)marked["marked"], (int)again["marked"]));
        Assert.DoesNotContain(left["items"].AsArray(), item => (string)item!["ADC201"]! == number);
    }

    [Fact]
    public async Task An_application_shows_its_versions_decision_and_course()
    {
        var application = Some.Application(434);
        await fixture.Receive(application);
        await fixture.Receive(application.With("AAC067", "19912345678"));
        await client.Decide(application["ADC201"]!);

        var shown = await client.Look($"/api/applications/{application["ADC201"]}");

        Assert.Equal(["AAC067"], shown["versions"][1]!["differences"]!.AsArray().Select(difference => (string)difference!["field"]!));
        Assert.Equal(["downloaded", "changed", "decided"], shown["timeline"].AsArray().Select(item => (string)item!["type"]!));
        Assert.Equal(("1", "waiting"), ((string)shown["decision"]["AAE540"]!, (string)shown["decision"]["upload"]!["state"]!));
        Assert.True((bool)shown["flagged"]);
    }
}
