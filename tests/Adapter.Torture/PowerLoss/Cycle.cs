using Adapter.Contracts;
using Adapter.Review;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Torture.PowerLoss;

/// <summary>A day's work: applications come in, are decided, results and deregistrations are handed in, all is sent.</summary>
/// <param name="told">Given every promise as it is made.</param>
sealed class Cycle(Product product, Platform platform, Clock clock, Random random, Tellings told)
{
    const string Clerk = "经办员";

    int records = random.Next(1000);

    public async Task Run()
    {
        await Download();
        Mark();
        await Decide(3 + random.Next(3));
        await Submit(2 + random.Next(3));
        await platform.Faults(random.Next(3) switch { 0 => ["lost-answer"], 1 => ["missing-rows"], _ => [] });
        await Send();
        Mark();
        await Correct();
        await Decide(2);
        await Send();
        Mark();
    }

    // As the daemon does twice a second.
    void Mark() => product.Get<IncarnationGuard>().Advance();

    public async Task Download()
    {
        await platform.More(6 + random.Next(12));
        var run = await product.Downloader.Run(Platform.Region, progress: told.Page);
        told.Ended(run);
    }

    public async Task Decide(int count)
    {
        var pending = product.Database.Read(session => product.Get<ReviewQueue>().List(session, new() { Limit = count }));
        foreach (var application in pending)
        {
            var receipt = await product.Decisions.Decide(new("test", Actor.Shell), application.ADC201, new() { AAE540 = "1", AAE011 = Clerk });
            told.Decided(application.ADC201, receipt);
        }
    }

    public async Task Submit(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (seed, serial) = (++records, $"{Platform.Region}260213{500_000 + records:D6}");
            await Submit(Some.AuditResult(seed).With("ADC201", "").With("AAZ341", serial));
            if (i == 0) await Submit(Some.Deregistration(seed).With("AAZ341", serial));
        }
    }

    async Task Submit(Message message) => told.Taken(message.Kind.Name, await product.Submissions.Take(new("test", Actor.Shell), message, []));

    public async Task Correct()
    {
        if (product.Database.Read(session => product.Get<UploadList>().List(session, new() { State = UploadState.Delivered, Limit = 1 })) is not [var row]) return;
        var receipt = await product.Corrections.Correct(new("test", Actor.Shell), row.AAB301, row.AAZ341, new() { Fields = new Dictionary<string, string?> { ["AAC067"] = $"1390000{random.Next(10_000):D4}" }, Reason = "录入有误" });
        if (receipt.Verdict == Verdict.Taken) told.Taken(row.Kind, receipt);
    }

    /// <summary>Until nothing more is due.</summary>
    public async Task Send()
    {
        for (var rounds = 0; rounds < 12; rounds++)
        {
            foreach (var turn in product.Dispatch.Enter(slots: 4, new HashSet<Lane>()))
                foreach (var claim in await product.Dispatch.Take(turn))
                {
                    told.Stored(claim);
                    await product.Dispatch.Settle([await product.Dispatch.Send(turn.Lane, claim, CancellationToken.None)]);
                    told.Settled(claim);
                }
            clock.Advance(TimeSpan.FromMinutes(11));
        }
    }
}
