using System.Net;
using System.Text.Json.Nodes;
using Adapter.Contracts;
using Adapter.Simulator;

namespace Adapter.Torture.Kills;

/// <summary>A county's own program: it brings registrations from the counter and ends some of them, under serials of its own.</summary>
sealed class LocalSystem(Book book, IReadOnlyList<string> regions, int seed)
{
    const int AtATime = 4;

    readonly Applicants people = new(Agreement.Embedded, new() { Regions = regions, Seed = seed });
    readonly DateOnly today = ChinaTime.Date(TimeProvider.System.GetUtcNow());
    readonly HashSet<string> ended = new(StringComparer.Ordinal);
    int made;

    /// <summary>New registrations, and the end of those that were taken before.</summary>
    public async Task Bring(LocalApi api, int count, CancellationToken stop)
    {
        foreach (var registration in Enumerable.Range(0, count).Select(_ => people.LocalResult(made++, today)).Where(result => result["AAE540"] == "1"))
            Enter(registration);
        await Repeat(api, stop);
    }

    public async Task End(LocalApi api, CancellationToken stop)
    {
        var open = book.Records.Where(click => click.State == ClickState.Taken && click.Content!.Kind.Ends is null && ended.Add(click.About)).Take(AtATime);
        foreach (var click in open.ToList()) Enter(people.Deregistration(made++, today, click.Content));
        await Repeat(api, stop);
    }

    /// <summary>All that was never answered, by the handful.</summary>
    public async Task Repeat(LocalApi api, CancellationToken stop)
    {
        foreach (var part in book.Records.Where(click => click.State == ClickState.Asked).GroupBy(click => click.Path).SelectMany(clicks => clicks.Chunk(AtATime)))
            await Send(api, part, stop);
    }

    void Enter(Message record) => book.Bring(new(Book.KeyOf(record), $"/api/{record.Kind.Name}s", record.ToJson(), _ => record));

    async Task Send(LocalApi api, Click[] clicks, CancellationToken stop)
    {
        var answer = await api.Hand(clicks[0].Path, $"[{string.Join(',', clicks.Select(click => click.Body))}]", stop);
        if (answer.Status == HttpStatusCode.ServiceUnavailable) book.NotNow();
        else if (answer.Status != HttpStatusCode.OK) book.Complain($"{(int)answer.Status} to {clicks[0].Path}");
        else foreach (var (click, row) in clicks.Zip(ApiAnswer.Rows(answer.Body))) Note(click, row);
    }

    void Note(Click click, JsonNode row)
    {
        var status = (int)row["status"]!;
        if (status is 200 or 202) book.Take(click, null);
        else if (status == 503) book.NotNow();
        else
        {
            click.Refuse();
            book.Complain($"{status} {string.Join(' ', ApiAnswer.Rows(row["findings"]).Select(finding => finding["rule"]))} to {click.About}");
        }
    }
}
