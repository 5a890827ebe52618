using Adapter.Store;
using Adapter.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Tests.Store;

public sealed class BackupTests : IAsyncLifetime
{
    readonly StoreUnderTest store = new();

    public Task InitializeAsync() => Fill(0);

    public async Task DisposeAsync() => await store.DisposeAsync();

    string File => Path.Combine(store.Folder, "backup.db");

    [Fact]
    public async Task A_backup_made_while_rows_are_written_is_whole_and_of_one_instant()
    {
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var n = 1000; !enough.IsCancellationRequested; n++) await Enqueue(n);
        });
        var steps = 0;

        var report = store.Get<Backup>().Make(File, (_, _) => steps++, default);
        await enough.CancelAsync();
        await writing;

        using var copy = Open();
        Assert.Null(BackupCheck.WhatIsWrong(copy));
        Assert.Equal(report.Counts.Single(count => count.Table == "upload").Rows, copy.ExecuteScalar<long>("select count(*) from upload"));
        Assert.Equal(copy.ExecuteScalar<long>("select count(*) from upload"), copy.ExecuteScalar<long>("select max(id) from upload"));
        Assert.True(steps > 1);
        Assert.Equal(["backup.db"], Directory.GetFiles(store.Folder, "backup*").Select(Path.GetFileName));
    }

    [Fact]
    public void What_is_ended_midway_leaves_nothing_under_the_name_and_does_not_hinder_the_next()
    {
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => store.Get<Backup>().Make(File, (_, _) => stop.Cancel(), stop.Token));
        Assert.Empty(Directory.GetFiles(store.Folder, "backup*"));
        System.IO.File.WriteAllText(Backup.PartOf(File), "left behind by a kill");
        System.IO.File.WriteAllText(Backup.PartOf(File) + "-journal", "and its journal");

        store.Get<Backup>().Make(File, null, default);

        Assert.Equal(["backup.db"], Directory.GetFiles(store.Folder, "backup*").Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_that_is_there_is_not_overwritten()
    {
        System.IO.File.WriteAllText(File, "mine");

        Assert.Throws<IOException>(() => store.Get<Backup>().Make(File, null, default));

        Assert.Equal("mine", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public async Task What_is_put_back_is_what_was_saved_and_the_old_one_is_kept_with_its_log()
    {
        store.Get<Backup>().Make(File, null, default);
        await Fill(2000);
        var before = Count(store.Database.File);
        await store.Reopen();

        var kept = store.Get<BackupReturn>().PutBack(File, null, default);

        Assert.Equal((1000, before), (Count(store.Database.File), Count(kept!)));
        Assert.True(store.Database.Read(Histories.IsCopy));
        Assert.Empty(Directory.GetFiles(store.Folder, "*.part*"));
    }

    [Fact]
    public async Task A_database_that_is_broken_is_replaced_all_the_same_and_its_log_is_not_played_into_the_new_one()
    {
        store.Get<Backup>().Make(File, null, default);
        await store.Reopen();
        System.IO.File.WriteAllText(store.Database.File, "no database any more");
        System.IO.File.WriteAllText(store.Database.File + "-wal", "nor its log");

        var kept = store.Get<BackupReturn>().PutBack(File, null, default);

        Assert.Equal(1000, Count(store.Database.File));
        Assert.Equal("no database any more", System.IO.File.ReadAllText(kept!));
        Assert.False(System.IO.File.Exists(store.Database.File + "-wal"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    [InlineData(200_000)]
    public async Task A_backup_that_is_broken_is_refused_and_nothing_is_changed(int place)
    {
        store.Get<Backup>().Make(File, null, default);
        using (var stream = new FileStream(File, FileMode.Open))
        {
            stream.Seek(place, SeekOrigin.Begin);
            // Over the heads of pages: what lies inside a record only the seals see.
            stream.Write([.. Enumerable.Repeat((byte)0xAB, 20_000)]);
        }
        await store.Reopen();
        var before = System.IO.File.ReadAllBytes(store.Database.File);

        var refused = Assert.ThrowsAny<Exception>(() => store.Get<BackupReturn>().PutBack(File, null, default));

        Assert.True(refused is InvalidDataException or SqliteException, refused.ToString());
        Assert.Equal(before, System.IO.File.ReadAllBytes(store.Database.File));
        Assert.Empty(Directory.GetFiles(store.Folder, "*.part*").Concat(Directory.GetFiles(store.Folder, "*before-restore*")));
    }

    SqliteConnection Open() => store.Database.OpenFile(File);

    long Count(string file)
    {
        using var connection = store.Database.OpenFile(file);
        return connection.ExecuteScalar<long>("select count(*) from upload");
    }

    // More pages than are copied at a time.
    Task Fill(int from) => store.Writer.Write(session =>
    {
        for (var n = from; n < from + 1000; n++) store.Outbox.Enqueue(session, Row(n));
    });

    Task Enqueue(int n) => store.Writer.Write(session => store.Outbox.Enqueue(session, Row(n)));

    static UploadRow Row(int n) => StoreTests.Upload($"330102260213{n:000000}") with { Payload = new byte[9000] };
}
