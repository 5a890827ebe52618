using System.Data.Common;
using Adapter.Store;
using Adapter.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Adapter.Tests.Store;

/// <summary>The one writer while the database would not, the same on SQLite and PostgreSQL.</summary>
public abstract class WriterTests : IAsyncLifetime
{
    internal StoreUnderTest Store { get; private set; } = null!;

    internal abstract StoreUnderTest Create();

    /// <summary>What another process holds until it is disposed.</summary>
    internal abstract DbConnection Hold();

    /// <summary>Makes the writer's own connection read-only, and not any more.</summary>
    internal abstract (string On, string Off) ReadOnly { get; }

    public Task InitializeAsync()
    {
        Store = Create();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task What_waits_for_another_process_is_written_in_its_order_and_nobody_hears_of_it()
    {
        Task<long>[] written;
        using (Hold())
        {
            written = [.. Enumerable.Range(0, 450).Select(_ => Store.Writer.Write(Some.Sequence))];
            await Store.Pass(TimeSpan.FromSeconds(20));
            Assert.All(written, work => Assert.False(work.IsCompleted));
        }

        Assert.Equal(Enumerable.Range(1, 450).Select(number => (long)number), await Store.Ends(Task.WhenAll(written), TimeSpan.FromSeconds(4)));
    }

    [Fact]
    public async Task Long_work_lets_what_has_come_go_first()
    {
        Task<long> yielding;
        Task<long>[] live;
        using (Hold())
        {
            var first = Store.Writer.Write(Some.Sequence);
            await Store.Pass(TimeSpan.FromSeconds(1));
            yielding = Store.Writer.Write(Some.Sequence, yields: true);
            live = [first, .. Enumerable.Range(1, 449).Select(_ => Store.Writer.Write(Some.Sequence))];
            await Store.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(Enumerable.Range(1, 450).Select(number => (long)number), await Store.Ends(Task.WhenAll(live), TimeSpan.FromSeconds(4)));
        Assert.Equal(451, await Store.Ends(yielding, TimeSpan.FromSeconds(4)));
    }

    [Fact]
    public async Task What_has_waited_too_long_is_given_up_and_never_done()
    {
        var asked = Store.Time.GetUtcNow();
        using (Hold())
        {
            var waiting = Store.Writer.Write(Some.Sequence);
            await Store.Pass(TimeSpan.FromSeconds(10));
            Assert.False(waiting.IsCompleted);
            await Store.Pass(TimeSpan.FromSeconds(16));
            var refused = await Assert.ThrowsAsync<StoreTrouble>(() => Store.Ends(waiting, TimeSpan.FromSeconds(14)));
            Assert.Equal("store.busy", refused.Code);
            Assert.InRange(Store.Time.GetUtcNow() - asked, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(40));
        }

        Assert.Equal(1, await Store.Ends(Store.Writer.Write(Some.Sequence), TimeSpan.FromSeconds(4)));
    }

    [Fact]
    public async Task While_another_process_holds_the_database_what_is_patient_is_not_given_up()
    {
        Task<long> patient;
        using (Hold())
        {
            patient = Store.Writer.Write(Some.Sequence, patient: true);
            await Store.Pass(TimeSpan.FromMinutes(2));
            Assert.False(patient.IsCompleted);
        }

        Assert.Equal(1, await Store.Ends(patient, TimeSpan.FromSeconds(4)));
    }

    [Fact]
    public async Task Read_only_it_refuses_what_is_new_keeps_what_is_patient_and_reads_on()
    {
        await Store.Writer.Write(Some.Sequence);
        await Store.Writer.Write(session => session.Execute(ReadOnly.On));

        var first = await Assert.ThrowsAsync<StoreTrouble>(() => Store.Ends(Store.Writer.Write(Some.Sequence), TimeSpan.FromSeconds(4)));
        var second = await Assert.ThrowsAsync<StoreTrouble>(() => Store.Writer.Write(Some.Sequence));
        var patient = Store.Writer.Write(Some.Sequence, patient: true);
        await Store.Pass(TimeSpan.FromSeconds(10));

        Assert.Equal(("store.read-only", "store.read-only"), (first.Code, second.Code));
        Assert.False(patient.IsCompleted);
        Assert.False(Store.Writer.IsWritable);
        Assert.Empty(Store.Database.Read(session => Store.Get<UploadList>().List(session, new())));
        Store.Writer.Order(ReadOnly.Off);
        Assert.Equal(2, await Store.Ends(patient, TimeSpan.FromSeconds(5)));
        await Store.Until(() => Store.Writer.IsWritable, TimeSpan.FromSeconds(5));
        Assert.Equal(3, await Store.Writer.Write(Some.Sequence));
    }

    [Fact]
    public async Task Told_to_end_while_it_waits_it_ends_and_says_so()
    {
        using (Hold())
        {
            var waiting = Store.Writer.Write(Some.Sequence);
            var patient = Store.Writer.Write(Some.Sequence, patient: true);
            await Store.Writer.DisposeAsync();

            Assert.Equal("store.busy", (await Assert.ThrowsAsync<StoreTrouble>(() => waiting)).Code);
            Assert.Equal("store.busy", (await Assert.ThrowsAsync<StoreTrouble>(() => patient)).Code);
        }
    }

    [Fact]
    public async Task A_step_after_the_commit_that_fails_stops_nobody_else()
    {
        var failed = Store.Writer.Write(session => session.AfterCommit(() => throw new InvalidOperationException("after")));
        var next = Store.Writer.Write(Some.Sequence);

        await Assert.ThrowsAsync<InvalidOperationException>(() => failed);
        Assert.Equal(1, await next);
        Assert.Equal(2, await Store.Writer.Write(Some.Sequence));
    }
}

public sealed class SqliteWriterTests : WriterTests
{
    internal override StoreUnderTest Create() => new();

    internal override (string On, string Off) ReadOnly => ("pragma query_only = on", "pragma query_only = off");

    internal override DbConnection Hold()
    {
        var other = new SqliteConnection($"Data Source={Store.Database.File};Pooling=False");
        other.Open();
        other.Execute("begin immediate");
        return other;
    }

    [Fact]
    public async Task It_checkpoints_by_itself()
    {
        var block = new byte[2 << 20];
        for (var place = 0; place < 36; place++)
            await Store.Writer.Write(session => session.Execute("insert into meta (name, value) values (@place, @block)", new { place, block }));

        // The log begins anew once all of it stands in the database: it does not grow to what was written.
        Assert.InRange(new FileInfo($"{Store.Database.File}-wal").Length, 60 << 20, 68 << 20);
        Assert.InRange(new FileInfo(Store.Database.File).Length, 60 << 20, 90 << 20);
    }
}

public sealed class PostgresWriterTests(PostgresServer server) : WriterTests, IClassFixture<PostgresServer>
{
    internal override StoreUnderTest Create() => new(server.NewDatabase());

    internal override (string On, string Off) ReadOnly =>
        ("set session characteristics as transaction read only", "set session characteristics as transaction read write");

    internal override DbConnection Hold()
    {
        var other = new NpgsqlConnection($"{Store.Database.ConnectionString};Pooling=false");
        other.Open();
        other.Execute("select pg_advisory_lock(8020)");
        return other;
    }

    [Fact]
    public async Task A_connection_that_was_lost_meanwhile_is_made_anew_and_nobody_hears_of_it()
    {
        var backend = await Store.Writer.Write(session => session.One<int>("select pg_backend_pid()"));
        Store.Database.Read(session => session.One<bool>("select pg_terminate_backend(@backend)", new { backend }));

        Assert.Equal(1, await Store.Writer.Write(Some.Sequence));
    }

    [Fact]
    public async Task A_server_that_is_away_is_told_and_all_goes_on_when_it_is_back()
    {
        await Store.Writer.Write(Some.Sequence);
        server.Stop();
        var refused = await Assert.ThrowsAsync<StoreTrouble>(() => Store.Ends(Store.Writer.Write(Some.Sequence), TimeSpan.FromSeconds(4)));
        var patient = Store.Writer.Write(Some.Sequence, patient: true);
        var unread = Assert.Throws<StoreTrouble>(() => Store.Database.Read(Some.Sequence));
        await Store.Pass(TimeSpan.FromSeconds(3));
        server.Start();

        Assert.Equal(("store.away", "store.away", false), (refused.Code, unread.Code, patient.IsCompleted));
        Assert.Equal(2, await Store.Ends(patient, TimeSpan.FromSeconds(5)));
        await Store.Until(() => Store.Writer.IsWritable, TimeSpan.FromSeconds(5));
        Assert.Equal(3, await Store.Writer.Write(Some.Sequence));
    }
}
