using System.Text;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Review;

/// <summary>What becomes of the rows of a file is the same on either store.</summary>
public abstract class ImportStoreTests : IAsyncLifetime
{
    const int Rows = 1400;

    sealed class Fixture(string? postgres) : AppFixture
    {
        internal override AdapterSettings Change(AdapterSettings settings) => settings with
        {
            Store = postgres is null ? "sqlite" : "postgres",
            ConnectionString = postgres,
            Ministry = settings.Ministry with { Closed = [new() { From = "2026-02-01", Until = "2026-03-01" }] },
        };
    }

    Fixture fixture = null!;

    internal abstract string? Postgres { get; }

    public Task InitializeAsync() => (fixture = new(Postgres)).InitializeAsync();

    public Task DisposeAsync() => fixture.DisposeAsync();

    static Message Row(int seed) => Some.AuditResult(seed).With("ADC201", null) is var row && seed % 100 == 0 ? row.With("AAC067", "1") : row;

    // A hundredth is faulty; then the first hundred again, and as many keys with other content.
    static IReadOnlyList<Message> File { get; } =
        [.. Enumerable.Range(1, Rows).Concat(Enumerable.Range(1, 100)).Select(Row), .. Enumerable.Range(101, 99).Select(seed => Row(seed).With("AAC010", "别处1号"))];

    static string Expected => $"taken {Rows - (Rows / 100)}, known 99, conflicts 99, faulty {(Rows / 100) + 1}";

    static IEnumerable<int> Refused => File.Index().Where(row => row.Item["AAC067"] == "1" || row.Item["AAC010"] == "别处1号").Select(row => row.Index + 1);

    async Task<long> Begin(bool isTrial = false)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("audit-result"), "kind" },
            { new StringContent(isTrial ? "true" : "false"), "dryRun" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(string.Concat(File.Select(record => record.ToJson() + "\n")))), "file", "a.ndjson" },
        };
        var begun = await fixture.Client.Hand("/api/imports", form);
        return long.Parse($"{begun["id"]}", System.Globalization.CultureInfo.InvariantCulture);
    }

    (JobRow Job, ImportRow Import) Job(long id) => fixture.Database.Read(session => (fixture.Get<Jobs>().Find(session, id)!, fixture.Get<ImportBook>().Find(session, id)!));

    async Task<string> Ended(long id)
    {
        // A step at a time: a loaded machine takes long for all of them.
        while (Job(id).Job is { State: JobState.Running } at)
            await Eventually.Holds(() => Job(id).Job is var now && (now.State, now.Released) != (at.State, at.Released));
        var import = Job(id).Import;
        return $"taken {import.Taken}, known {import.Known}, conflicts {import.Conflicts}, faulty {import.Faulty}";
    }

    async Task<IEnumerable<int>> Reported(long id) => (await fixture.Client.GetStringAsync($"/api/jobs/{id}/report"))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => int.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture));

    long Held => fixture.Database.Read(session => session.One<long>("select count(*) from upload where state = 'waiting'"));

    [Fact]
    public async Task A_file_that_is_interrupted_and_goes_on_after_a_restart_is_taken_once()
    {
        var id = await Begin();
        await Eventually.Holds(() => Job(id).Job.Released > 0);
        var paused = await fixture.Get<JobControl>().Pause(Actor.AtTerminal(), id, "停机");
        await fixture.Stop();
        await fixture.Start();
        var between = Job(id);
        await fixture.Get<JobControl>().Resume(Actor.AtTerminal(), id, "开机");
        var ended = await Ended(id);
        var again = await Ended(await Begin());

        Assert.Equal(("", JobState.Running), (paused.Code, between.Job.State));
        Assert.InRange(between.Job.Released, 1, File.Count - 1);
        Assert.Equal(Expected, ended);
        Assert.Equal(Refused, await Reported(id));
        Assert.Equal($"taken 0, known {Rows - (Rows / 100) + 99}, conflicts 99, faulty {(Rows / 100) + 1}", again);
        Assert.Equal(Rows - (Rows / 100), Held);
    }

    [Fact]
    public async Task A_dry_run_that_is_interrupted_says_what_the_real_run_does()
    {
        var id = await Begin(isTrial: true);
        await Eventually.Holds(() => Job(id).Job.Released > 0);
        await fixture.Get<JobControl>().Pause(Actor.AtTerminal(), id, "停机");
        await fixture.Stop();
        await fixture.Start();
        await fixture.Get<JobControl>().Resume(Actor.AtTerminal(), id, "开机");

        Assert.Equal(Expected, await Ended(id));
        Assert.Equal(Refused, await Reported(id));
        Assert.Equal(0, Held);
    }
}

public sealed class SqliteImportTests : ImportStoreTests
{
    internal override string? Postgres => null;
}

// Thousands of round trips: beside all other tests they take longer than a condition is waited for.
[CollectionDefinition(nameof(PostgresImportTests), DisableParallelization = true)]
public sealed class ImportsAlone;

[Collection(nameof(PostgresImportTests))]
public sealed class PostgresImportTests(PostgresServer server) : ImportStoreTests, IClassFixture<PostgresServer>
{
    internal override string? Postgres { get; } = server.NewDatabase();
}
