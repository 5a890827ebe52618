using System.Security.Cryptography;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Tests.Store;

public sealed class SealTests : IAsyncLifetime
{
    readonly StoreUnderTest store = new();

    AdapterSettings Settings => store.Get<AdapterSettings>();

    string Key => Path.Combine(Settings.DataDirectory, "keys", "seal.key");

    public async Task InitializeAsync() => await new FilledStore(store).Fill();

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public void Every_table_is_sealed()
    {
        using var connection = store.Database.Open();
        var all = connection.Query<string>("select name from sqlite_schema where type = 'table' and name not in ('SchemaVersions', 'sqlite_sequence')").AsList();

        Assert.True(all.Count > 15);
        Assert.Equal(all.Order(), FilledStore.Tables(store).Select(table => table.Name).Order());
        Assert.All(all, table => Assert.Equal(FilledStore.Rows, connection.ExecuteScalar<long>($"select count(*) from {table} where length(seal) = 16")));
    }

    // What one version has sealed the next must find in order.
    [Fact]
    public void A_seal_is_half_an_hmac_over_type_length_and_bytes_of_each_value()
    {
        var content = new byte[3_000_000];
        byte[] text =
        [
            3, .. BitConverter.GetBytes(1L), (byte)'t', 1, .. BitConverter.GetBytes(-7L), 2, .. BitConverter.GetBytes(1.5), 3, .. BitConverter.GetBytes(6L), .. "失业"u8,
            5, .. BitConverter.GetBytes(0L), 4, .. BitConverter.GetBytes((long)content.Length), .. content,
        ];
        using var connection = store.Database.Open();

        var seal = connection.ExecuteScalar<byte[]>("select row_seal('t', -7, 1.5, '失业', null, zeroblob(@Length))", new { content.Length });

        Assert.Equal(HMACSHA256.HashData(File.ReadAllBytes(Key), text)[..16], seal);
        Assert.Equal(seal, connection.ExecuteScalar<byte[]>("select row_seal('t', -7, 1.5, '失业', null, zeroblob(@Length))", new { content.Length }));
    }

    [Fact]
    public void A_change_of_any_column_of_any_table_is_found_with_its_row()
    {
        var changed = new List<Damage>();
        foreach (var table in FilledStore.Tables(store))
        {
            foreach (var (index, column) in table.Columns.Index().Where(column => column.Item is not ("id" or "seq") && (table.Name, column.Item) is not ("upload_content", "upload_id")))
            {
                using var tampering = new Tampering(store);
                tampering.Execute(table.Name, index + 1, $"update {table.Name} set {column} = 'other' where rowid = {index + 1}");
                changed.Add(new(table.Name, index + 1, "与写入时不符"));
            }
        }

        Assert.True(changed.Count > 120);
        Assert.Equal(changed.Select(damage => damage.Line).Order(), Found().Where(damage => damage.Row is not null && damage.What == "与写入时不符").Select(damage => damage.Line).Order());
    }

    [Fact]
    public void A_payload_swapped_between_two_rows_is_found()
    {
        var (third, fourth) = (Payload(3), Payload(4));
        using (var tampering = new Tampering(store))
        {
            tampering.Execute("upload", 3, $"update upload set payload = x'{fourth}' where id = 3");
            tampering.Execute("upload", 4, $"update upload set payload = x'{third}' where id = 4");
        }

        Assert.Equal(["upload 第 3 行：与写入时不符", "upload 第 4 行：与写入时不符"], Found().Select(damage => damage.Line));
    }

    [Fact]
    public void A_row_copied_under_another_number_is_found()
    {
        using (var tampering = new Tampering(store))
        {
            tampering.Execute("event", 7, """
                insert into event (seq, at, type, kind, ADC201, AAB301, AAZ341, version, code, field, message)
                select 201, at, type, kind, ADC201, AAB301, AAZ341, version, code, field, message from event where seq = 7
                """);
        }

        Assert.Equal(["event 第 201 行：与写入时不符"], Found().Select(damage => damage.Line));
    }

    [Fact]
    public void A_lost_event_is_found_though_no_index_names_it()
    {
        using (var tampering = new Tampering(store)) tampering.Execute("event", 7, "delete from event where seq = 15");

        Assert.Equal(["event 第 16 行：之前的行缺少"], Found().Select(damage => damage.Line));
    }

    [Fact]
    public async Task A_damaged_row_is_not_changed_and_stops_sending_until_a_check_by_hand()
    {
        using (var tampering = new Tampering(store)) tampering.Execute("upload", 5, "update upload set payload = x'00' where id = 5");
        var health = store.Get<StoreHealth>();
        Assert.True(health.IsIntact);

        await Assert.ThrowsAsync<SqliteException>(() => store.Writer.Write(session => session.Execute("update upload set state = 'sending' where id = 5")));
        await store.Writer.Write(session => session.Execute("update upload set state = 'sending' where id = 6"));

        Assert.False(health.IsIntact);
        Assert.Equal(["upload 第 5 行：与写入时不符"], health.Found());
        Assert.False(new StoreHealth(Settings).IsIntact);
    }

    [Fact]
    public async Task A_look_at_the_whole_store_beside_a_busy_writer_finds_all_in_order()
    {
        await using var own = new StoreUnderTest();
        var writing = Task.Run(async () =>
        {
            for (var number = 0; number < 300; number++)
                await own.Writer.Write(session => own.Outbox.Enqueue(session, StoreTests.Upload($"330102260213{number:000000}")));
        });

        var found = new List<Damage>();
        while (!writing.IsCompleted) found.AddRange(own.Get<FullCheck>().Run(own.AtOnce));
        await writing;

        Assert.Empty(found.Select(damage => damage.Line));
    }

    [Fact]
    public void Another_key_fits_no_row()
    {
        var bytes = File.ReadAllBytes(Key);
        bytes[0] ^= 1;
        File.WriteAllBytes(Key, bytes);
        var database = new Database(Settings);

        var found = new FullCheck(database, new(new(Settings, database))).Run(store.AtOnce);

        Assert.Equal(1000, found.Count);
    }

    [Fact]
    public void The_key_is_for_us_alone_and_a_database_without_its_key_is_refused()
    {
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(Key).UnixFileMode);
        File.Delete(Key);

        var refused = Assert.Throws<StoreException>(() => new Migration(Settings, new(Settings)).Run());

        Assert.Contains("seal.key 不见了", refused.Message);
        Assert.False(File.Exists(Key));
    }

    [Fact]
    public async Task A_database_without_the_key_of_its_persons_is_refused_and_no_other_key_is_made()
    {
        await using var own = new StoreUnderTest();
        await own.Writer.Write(session => own.Outbox.Enqueue(session, StoreTests.Upload("330102260213000001") with { Person = "p" }));
        var settings = own.Get<AdapterSettings>();
        var key = Path.Combine(settings.DataDirectory, "keys", "person.key");
        File.Delete(key);

        var refused = Assert.Throws<StoreException>(() => new Migration(settings, own.Database).Run());

        Assert.Contains("person.key 不见了", refused.Message);
        Assert.False(File.Exists(key));
    }

    [Fact]
    public void A_database_that_a_newer_program_has_used_is_refused()
    {
        using (var connection = store.Database.Open())
            connection.Execute("insert into SchemaVersions (ScriptName, Applied) values ('Adapter.Store.Schema.999.sql', '2030-01-01')");

        var refused = Assert.Throws<StoreException>(store.Get<Migration>().Run);

        Assert.Contains("999.sql", refused.Message);
        Assert.False(refused.IsDamage);
        Assert.False(store.Get<Migration>().IsCurrent());
    }

    [Fact]
    public void An_empty_file_where_records_have_been_is_refused_with_the_newest_backup()
    {
        store.Get<Persons>().Hash("1");
        var backups = Directory.CreateDirectory(Path.Combine(Settings.DataDirectory, "backups"));
        File.WriteAllText(Path.Combine(backups.FullName, "adapter-20260212-020000.db"), "");
        new FilledStore(store).Put([]);

        var refused = Assert.Throws<StoreException>(store.Get<Migration>().Run);

        Assert.True(refused.IsDamage);
        Assert.Contains("adapter restore", refused.Message);
        Assert.Contains("adapter-20260212-020000.db", refused.Message);
    }

    string Payload(long id) => store.Database.Read(session => session.One<string>("select hex(payload) from upload where id = @id", new { id }))!;

    IReadOnlyList<Damage> Found() => store.Get<FullCheck>().Run(store.AtOnce);
}
