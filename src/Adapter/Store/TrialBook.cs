using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Adapter.Store;

/// <summary>
/// What a dry run would have taken so far, as hashes, in a file of its own that is thrown away: the store knows nothing of it,
/// and the memory that it takes does not depend on how many there are.
/// </summary>
sealed class TrialBook : IDisposable
{
    public const string Schema = """
        create table entry (key integer primary key, content integer not null, application integer);
        create index entry_application on entry (application) where application is not null;
        """;

    // In one transaction that never ends, without a journal: nobody reads it after a crash.
    const string Fleeting = "pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive; pragma cache_size = -16000; begin;";

    readonly string path;
    readonly SqliteConnection connection;
    readonly Session session;

    /// <param name="path">Where it is for so long; what a crash has left there is removed.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public TrialBook(string path)
    {
        this.path = path;
        File.Delete(path);
        connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            session = Guarded(() => Opened(connection));
        }
        catch
        {
            // Tried again every few seconds, it would hold a handle each time.
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The hash of the content that would have been taken with this key; null = none.</summary>
    public long? ContentOf(long key) => Guarded(() => session.One<long?>(Sql.Content, new { key }));

    public void Add(TrialEntry entry) => Guarded(() => session.Execute(Sql.Insert, entry));

    /// <summary>Whether one with another key answers the application.</summary>
    public bool AnyOfApplication(long application, long key) => Guarded(() => session.One<long>(Sql.OfApplication, new { application, key }) > 0);

    public void Dispose()
    {
        connection.Dispose();
        File.Delete(path);
    }

    static Session Opened(SqliteConnection connection)
    {
        connection.Open();
        var session = new Session(Statements.Of(connection), null);
        session.Execute(Fleeting);
        session.Execute(Schema);
        return session;
    }

    // Its fault is none of the store's.
    static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException failure)
        {
            throw new IOException("the file of the dry run failed", failure) { HResult = failure.SqliteErrorCode == raw.SQLITE_FULL ? Troubles.DiskFull : failure.HResult };
        }
    }

    internal static class Sql
    {
        public const string Content = "select content from entry where key = @key";
        public const string Insert = "insert into entry (key, content, application) values (@Key, @Content, @Application)";
        public const string OfApplication = "select 1 from entry where application = @application and key <> @key limit 1";
    }
}

/// <summary>Hashes of one record.</summary>
/// <param name="Key">Of its region and serial.</param>
/// <param name="Content">Of what is in it.</param>
/// <param name="Application">Of the application that it answers; null = none.</param>
sealed record TrialEntry(long Key, long Content, long? Application);
