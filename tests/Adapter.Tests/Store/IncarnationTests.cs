using Adapter.Store;
using Adapter.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Adapter.Tests.Store;

/// <summary>What counts as an old copy that was put back, and what does not.</summary>
public sealed class IncarnationTests : IAsyncLifetime
{
    StoreUnderTest store = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await store.DisposeAsync();

    string Mark => Path.Combine(store.Folder, "store.mark");

    [Fact]
    public async Task A_new_store_begins_and_a_restart_goes_on()
    {
        Assert.Null(await Begin());
        await Work();
        Assert.Null(await Begin());
        Assert.False(Held);
    }

    [Fact]
    public async Task A_crash_that_leaves_the_mark_behind_is_no_old_copy()
    {
        await Begin();
        await Work();
        var old = File.ReadAllBytes(Mark);
        await Work();
        store.Get<IncarnationGuard>().Advance();
        File.WriteAllBytes(Mark, old);

        Assert.Null(await Begin());
    }

    [Fact]
    public async Task A_copy_put_back_by_hand_is_behind_its_mark()
    {
        await Begin();
        await Work();
        var copy = await Copy();
        await Begin();
        await Work();
        store.Get<IncarnationGuard>().Advance();
        await PutBack(copy);

        var began = await Begin();

        Assert.Equal("behind", began!.Why);
        Assert.True(Held);
    }

    // Before the mark moves again a daemon has begun on it: that alone tells.
    [Fact]
    public async Task A_copy_of_the_moment_before_a_start_is_behind_it()
    {
        await Begin();
        await Work();
        store.Get<IncarnationGuard>().Advance();
        var copy = await Copy();
        await Begin();
        await PutBack(copy);

        Assert.Equal("behind", (await Begin())!.Why);
    }

    [Fact]
    public async Task A_store_in_use_without_its_mark_is_held_and_an_unused_one_is_not()
    {
        await Work();
        File.Delete(Mark);
        Assert.Null(await Begin());
        File.Delete(Mark);

        Assert.Equal("no-mark", (await Begin())!.Why);
        Assert.Equal([Histories.Unknown], store.Database.Read(Histories.Uncleared).Single().LastReceipts);
    }

    [Fact]
    public async Task A_mark_that_cannot_be_read_is_none()
    {
        await Begin();
        File.WriteAllText(Mark, "{");

        Assert.Equal("no-mark", (await Begin())!.Why);
    }

    [Fact]
    public async Task A_store_of_another_history_is_held()
    {
        await Begin();
        var mark = File.ReadAllText(Mark);
        File.WriteAllText(Mark, mark.Replace(store.Database.Read(Histories.Current)!.Id, new string('0', 32)));

        Assert.Equal("other", (await Begin())!.Why);
    }

    [Fact]
    public async Task An_empty_database_in_the_place_of_a_lost_one_is_held()
    {
        var empty = await Copy();
        await Begin();
        await Work();
        store.Get<IncarnationGuard>().Advance();
        await PutBack(empty);

        Assert.Equal("behind", (await Begin())!.Why);
    }

    [Fact]
    public async Task A_backup_is_known_by_itself_even_where_the_mark_went_with_it()
    {
        await Begin();
        var backup = Path.Combine(store.Folder, "backup.db");
        store.Get<Backup>().Make(backup, null, default);
        await PutBack(backup);
        File.Delete(Mark);

        Assert.Equal("copy", (await Begin())!.Why);
        Assert.Null(await Begin());
        Assert.True(Held);
    }

    [Fact]
    public async Task Numbers_go_on_behind_all_that_the_lost_history_gave()
    {
        await Begin();
        var copy = await Copy();
        await Begin();
        for (var n = 0; n < 20; n++) await Work();
        store.Get<IncarnationGuard>().Advance();
        var lost = store.Database.Read(Histories.Position);
        await PutBack(copy);
        await Begin();
        await Work();

        var now = store.Database.Read(Histories.Position);

        Assert.True(now.Seq > lost.Seq && now.Messages > lost.Messages, $"{now} {lost}");
        Assert.Equal("restored", store.Database.Read(session => store.Get<Events>().After(session, lost.Seq, 1)).Single().Type);
    }

    [Fact]
    public async Task What_is_held_is_not_claimed_until_it_is_cleared()
    {
        await Begin();
        await store.Writer.Write(session => store.Outbox.Enqueue(session, StoreTests.Upload("330102260213000001")));
        File.Delete(Mark);
        await Begin();
        var lane = new Lane { Kind = "audit-result", AAB301 = "330102" };

        Assert.Empty(store.Database.Read(session => store.Batches.DueLanes(session, store.Now)));
        Assert.Empty(await store.Writer.Write(session => store.Batches.Take(session, lane, null, 1, 20, store.Now, (_, _) => throw new InvalidOperationException())));
        Assert.Null(await store.Writer.Write(session => store.Batches.TakeUnknown(session, lane, store.Now)));
        await store.Writer.Write(session => Histories.Clear(session, "released", store.Now, "王敏", "核对过"));

        Assert.Equal([lane], store.Database.Read(session => store.Batches.DueLanes(session, store.Now)));
    }

    bool Held => store.Database.Read(Histories.IsHeld);

    Task<Incarnation?> Begin() => store.Get<IncarnationGuard>().Begin(isDaemon: true);

    Task Work() => store.Writer.Write(session =>
    {
        Batches.NextSequences(session, 1);
        store.Get<Events>().Add(session, new() { Type = "decided", Kind = "audit-result", AAB301 = "330102" });
    });

    async Task<byte[]> Copy()
    {
        await store.Reopen();
        return File.ReadAllBytes(store.Database.File);
    }

    async Task PutBack(byte[] copy)
    {
        await store.Reopen();
        foreach (var end in new[] { "-wal", "-shm" }) File.Delete(store.Database.File + end);
        File.WriteAllBytes(store.Database.File, copy);
    }

    async Task PutBack(string copy) => await PutBack(File.ReadAllBytes(copy));
}
