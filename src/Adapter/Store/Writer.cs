using System.Data.Common;
using System.Threading.Channels;
using Dapper;

namespace Adapter.Store;

/// <summary>
/// The one writer. Work that has arrived together is committed together; each piece has its own savepoint, so that
/// one piece's failure is its own. A piece is answered only after the commit.
/// </summary>
sealed class Writer(Database database) : IAsyncDisposable
{
    const int MostInOneCommit = 200;
    const string Turn = "select pg_advisory_xact_lock(8020)";

    readonly Channel<Job> queue = Channel.CreateUnbounded<Job>(new() { SingleReader = true });
    readonly Lock gate = new();
    Task? loop;

    public Task<T> Write<T>(Func<Session, T> work)
    {
        var job = new Job<T>(work);
        if (!queue.Writer.TryWrite(job)) throw new ObjectDisposedException(nameof(Writer));
        lock (gate) loop ??= Task.Factory.StartNew(Run, TaskCreationOptions.LongRunning);
        return job.Answer;
    }

    public Task Write(Action<Session> work) => Write(session =>
    {
        work(session);
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        if (loop is not null) await loop;
    }

    void Run()
    {
        DbConnection? connection = null;
        var group = new List<Job>();
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < MostInOneCommit && queue.Reader.TryRead(out var job)) group.Add(job);
            try
            {
                connection ??= database.OpenForWriting();
                Commit(connection, group);
            }
            catch (Exception failure)
            {
                // A new connection for the next group: after a failed commit this one's state is not known.
                connection?.Dispose();
                connection = null;
                foreach (var job in group) job.Fail(failure);
            }
            group.Clear();
        }
        connection?.Dispose();
    }

    void Commit(DbConnection connection, List<Job> group)
    {
        using var transaction = connection.BeginTransaction();
        // SQLite lets in one writer by itself. On PostgreSQL a verb beside the daemon waits its turn, so that events are in commit order.
        if (!database.IsSqlite) connection.Execute(Turn, transaction: transaction);
        foreach (var job in group)
        {
            transaction.Save("job");
            if (job.Run(new(connection, transaction))) transaction.Release("job");
            else transaction.Rollback("job");
        }
        transaction.Commit();
        foreach (var job in group) job.Complete();
    }

    abstract class Job
    {
        /// <summary>False when the work threw: its exception is its answer, after the rollback to the savepoint.</summary>
        public abstract bool Run(Session session);
        public abstract void Complete();
        public abstract void Fail(Exception failure);
    }

    sealed class Job<T>(Func<Session, T> work) : Job
    {
        readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Session? done;
        T? result;
        Exception? thrown;

        public Task<T> Answer => answer.Task;

        public override bool Run(Session session)
        {
            try
            {
                result = work(session);
                done = session;
                return true;
            }
            catch (Exception failure)
            {
                thrown = failure;
                return false;
            }
        }

        public override void Complete()
        {
            if (thrown is not null)
            {
                answer.TrySetException(thrown);
                return;
            }
            done!.Committed();
            answer.TrySetResult(result!);
        }

        public override void Fail(Exception failure) => answer.TrySetException(thrown ?? failure);
    }
}
