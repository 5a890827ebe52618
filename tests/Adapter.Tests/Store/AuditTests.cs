using Adapter.Store;
using Adapter.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Tests.Store;

/// <summary>Somebody who can write the database, but has not the key, changes the log of acts: it is seen.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    static readonly Actor clerk = new("zhang", Actor.Desk);

    readonly StoreUnderTest store = new();

    public async Task InitializeAsync()
    {
        for (var number = 1; number <= 5; number++)
            await store.Writer.Write(session => store.Get<AuditLog>().Add(session, clerk, new() { Action = "reveal", Object = $"SQ{number}" }, number == 3 ? ["p2", "p1"] : null));
    }

    public async Task DisposeAsync() => await store.DisposeAsync();

    IReadOnlyList<AuditFault> Verify(params AuditHead[] heads) => store.Get<AuditCheck>().Run(heads).Faults;

    AuditHead Head() => store.Database.Read(session => store.Get<AuditLog>().Head(session)) is { } row ? new(row.Seq, row.Mac, row.At) : throw new InvalidOperationException();

    [Fact]
    public void A_log_that_nobody_touched_is_whole()
    {
        var report = store.Get<AuditCheck>().Run([Head()]);

        Assert.Empty(report.Faults);
        Assert.Equal((5, 1), (report.Entries, report.Heads));
    }

    [Theory]
    [InlineData("update audit set actor = 'li' where seq = 2")]
    [InlineData("update audit set at = '2026-01-01T00:00:00.000Z' where seq = 2")]
    [InlineData("update audit set result = 'refused' where seq = 5")]
    [InlineData("delete from audit where seq = 2")]
    [InlineData("delete from audit where seq = 1")]
    [InlineData("delete from audit_person where person = 'p1'")]
    [InlineData("insert into audit_person (person, seq) values ('p9', 4)")]
    [InlineData("insert into audit (seq, at, actor, door, action, object, result, detail, persons, mac) select 6, at, actor, door, action, object, result, detail, persons, mac from audit where seq = 5")]
    [InlineData("update audit set seq = 9 where seq = 2; update audit set seq = 2 where seq = 4; update audit set seq = 4 where seq = 9")]
    [InlineData("update audit set seq = seq + 100; update audit set seq = seq - 99 where seq > 100; delete from audit where seq = 2")]
    public void A_change_of_any_kind_is_seen(string change)
    {
        Change(change);

        Assert.NotEmpty(Verify());
    }

    [Fact]
    public void A_tail_that_was_cut_off_is_seen_by_its_head_elsewhere()
    {
        var head = Head();

        Change("delete from audit where seq > 3");

        Assert.Empty(Verify());
        Assert.Equal([new AuditFault(5, "head")], Verify(head));
    }

    [Fact]
    public async Task Another_history_under_the_same_numbers_is_seen_by_its_head_elsewhere()
    {
        var head = Head();
        Change("delete from audit where seq > 4");
        await store.Writer.Write(session => store.Get<AuditLog>().Add(session, clerk, new() { Action = "leave", Object = "zhang" }));

        Assert.Empty(Verify());
        Assert.Equal([new AuditFault(5, "head")], Verify(head));
    }

    [Theory]
    [InlineData("update audit set actor = 'li' where seq = 2")]
    [InlineData("delete from audit where seq = 2")]
    public void The_database_itself_only_adds_to_the_log(string change)
    {
        using var connection = (SqliteConnection)store.Database.Open();

        var refused = Assert.Throws<SqliteException>(() => connection.Execute(change));

        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_question_tells_who_saw_a_person_alone_and_among_many() => Assert.Equal([3], store.Database.Read(session =>
        store.Get<AuditLog>().List(session, new() { Person = "p1" })).Select(row => row.Seq));

    [Theory]
    [InlineData("delete from audit_span")]
    [InlineData("update audit_span set last_upload = first_upload")]
    [InlineData("update upload set person = 'p9' where person = 'p8'")]
    public async Task Persons_who_are_found_by_uploads_are_told_and_no_change_of_them_is_unseen(string change)
    {
        var entry = await store.Writer.Write(session =>
        {
            var uploads = new[] { "p7", "p8" }.Select((person, number) => store.Outbox.Enqueue(session, StoreTests.Upload($"33010226021300000{number}") with { Person = person })).ToList();
            return store.Get<AuditLog>().Add(session, clerk, new() { Action = "import.rows", Object = "job/1" }, ["p8", "p7"], new(uploads[0].Id, uploads[1].Id));
        });
        await store.Writer.Write(session => store.Outbox.Enqueue(session, StoreTests.Upload("330102260213000009") with { Person = "p7" }));

        Assert.Equal([entry.Seq], store.Database.Read(session => store.Get<AuditLog>().List(session, new() { Person = "p7" })).Select(row => row.Seq));
        Assert.Empty(Verify());
        Change(change);
        Assert.Equal([new AuditFault(entry.Seq, "persons")], Verify());
    }

    // As somebody with the file and a tool does it: the guards of the database are taken off first.
    void Change(string sql)
    {
        using var connection = (SqliteConnection)store.Database.Open();
        foreach (var trigger in connection.Query<string>("select name from sqlite_schema where type = 'trigger' and (tbl_name like 'audit%' or tbl_name = 'upload')").AsList())
            connection.Execute($"drop trigger {trigger}");
        connection.Execute($"pragma foreign_keys = off; {sql}");
    }
}
