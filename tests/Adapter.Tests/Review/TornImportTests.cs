using System.Globalization;
using System.Text;
using Adapter.Hosting;
using Adapter.Store;
using Adapter.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Adapter.Tests.Review;

/// <summary>The rows of a step, what is counted of them and how far the file is are kept together, or none of it.</summary>
public sealed class TornImportTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    const int Rows = 1200;

    static int made;

    readonly int first = Interlocked.Add(ref made, Rows) + 1;

    /// <summary>The 700th row: of the second step.</summary>
    string Later => Some.AuditResult(first + 699)["AAZ341"]!;

    [Theory]
    [InlineData("update of released on job", "true", 0)]
    [InlineData("update on job_import", "true", 0)]
    [InlineData("insert on audit", "new.action = 'import.rows'", 0)]
    [InlineData("insert on upload", "new.AAZ341 = '{0}'", 500)]
    public async Task A_step_that_cannot_be_kept_whole_leaves_nothing_and_is_taken_once_when_it_can(string place, string when, int kept)
    {
        Change($"create trigger torn before {place} when {when.Replace("{0}", Later, StringComparison.Ordinal)} begin select raise(abort, 'torn'); end");
        var id = await Begin();
        await Eventually.Holds(() => IsTorn(id).Result);
        var (between, held) = (Job(id), Held);
        Change("drop trigger torn");
        // The loop rests when a step has failed; another process would not.
        await Eventually.Holds(() => fixture.Get<JobRuns>().Step(id).Result.Job.State == JobState.Done);

        Assert.Equal((kept, kept, kept), (between.Job.Released, between.Import.Taken, held));
        Assert.Equal((Rows, 0, Rows), (Job(id).Import.Taken, Job(id).Import.Known, Held));
    }

    async Task<long> Begin()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("audit-result"), "kind" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(first, Rows).Select(seed => Some.AuditResult(seed).With("ADC201", null).ToJson() + "\n")))), "file", "a.ndjson" },
        };
        return long.Parse($"{(await fixture.Client.Hand("/api/imports", form))["id"]}", CultureInfo.InvariantCulture);
    }

    async Task<bool> IsTorn(long id)
    {
        try
        {
            await fixture.Get<JobRuns>().Step(id);
            return false;
        }
        catch (SqliteException torn)
        {
            return torn.Message.Contains("torn", StringComparison.Ordinal);
        }
    }

    (JobRow Job, ImportRow Import) Job(long id) => fixture.Database.Read(session => (fixture.Get<Jobs>().Find(session, id)!, fixture.Get<ImportBook>().Find(session, id)!));

    long Held => fixture.Database.Read(session => session.One<long>("select count(*) from upload where AAZ341 >= @from and AAZ341 < @to",
        new { from = Some.AuditResult(first)["AAZ341"], to = Some.AuditResult(first + Rows)["AAZ341"] }));

    void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={fixture.Database.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
