using Adapter.Hosting;
using Adapter.Store;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Adapter.Tests.Store;

/// <summary>What each failure of a database is taken for.</summary>
public sealed class TroubleTests
{
    const string Busy = nameof(Trouble.Busy);
    const string Full = nameof(Trouble.Full);
    const string ReadOnly = nameof(Trouble.ReadOnly);
    const string Away = nameof(Trouble.Away);
    const string Broken = nameof(Trouble.Broken);
    const string None = nameof(Trouble.None);

    // https://www.sqlite.org/rescode.html
    [Theory]
    [InlineData(5, 5, Busy)]
    [InlineData(5, 517, Busy)]
    [InlineData(6, 262, Busy)]
    [InlineData(15, 15, Busy)]
    [InlineData(13, 13, Full)]
    [InlineData(10, 4874, Full)]
    [InlineData(8, 8, ReadOnly)]
    [InlineData(8, 1544, ReadOnly)]
    [InlineData(8, 1032, Broken)]
    [InlineData(14, 14, Away)]
    [InlineData(10, 10, Broken)]
    [InlineData(10, 1034, Broken)]
    [InlineData(10, 266, Broken)]
    [InlineData(11, 11, Broken)]
    [InlineData(26, 26, Broken)]
    [InlineData(19, 2067, None)]
    [InlineData(1, 1, None)]
    [InlineData(18, 18, None)]
    public void Of_sqlite(int code, int extended, string expected) =>
        Assert.Equal(expected, $"{Troubles.Of(new SqliteException("", code, extended))}");

    // https://www.postgresql.org/docs/15/errcodes-appendix.html
    [Theory]
    [InlineData("55P03", Busy)]
    [InlineData("40001", Busy)]
    [InlineData("40P01", Busy)]
    [InlineData("53100", Full)]
    [InlineData("25006", ReadOnly)]
    [InlineData("57P01", Away)]
    [InlineData("57P03", Away)]
    [InlineData("08006", Away)]
    [InlineData("53300", Away)]
    [InlineData("58030", Broken)]
    [InlineData("XX001", Broken)]
    [InlineData("23505", None)]
    [InlineData("42P01", None)]
    public void Of_postgres(string code, string expected) =>
        Assert.Equal(expected, $"{Troubles.Of(new PostgresException("", "ERROR", "ERROR", code))}");

    [Fact]
    public void A_lost_connection_is_a_database_that_is_away_and_a_wrong_value_is_not()
    {
        Assert.Equal(Trouble.Away, Troubles.Of(new NpgsqlException("", new EndOfStreamException())));
        Assert.Equal(Trouble.None, Troubles.Of(new InvalidOperationException()));
    }

    [Fact]
    public void A_full_disk_beside_the_database_is_a_full_disk()
    {
        Assert.Equal(Trouble.Full, Troubles.Of(new IOException("No space left on device", 28)));
        Assert.Equal(Trouble.None, Troubles.Of(new IOException("Input/output error", 5)));
    }

    [Fact]
    public void A_disk_that_fails_under_a_file_of_the_stores_own_fails_the_store()
    {
        var told = Assert.Throws<StoreTrouble>(() => Troubles.Beside(() => throw new IOException("Input/output error", 5)));
        Assert.Equal(Trouble.Broken, told.Trouble);
        Assert.Throws<FileNotFoundException>(() => Troubles.Beside(() => throw new FileNotFoundException()));
    }

    [Theory]
    [InlineData("3.7.0", false)]
    [InlineData("3.51.2", false)]
    [InlineData("3.51.3", true)]
    [InlineData("3.53.0", true)]
    [InlineData("4.0.0", true)]
    [InlineData("unknown", false)]
    public void A_sqlite_that_may_corrupt_its_log_is_refused(string version, bool isGood) =>
        Assert.Equal(isGood, StoreOpening.TooOld(version) is null);

    [Fact]
    public void The_sqlite_of_this_program_is_good() => Assert.Null(StoreOpening.TooOld(Database.SqliteVersion));
}
