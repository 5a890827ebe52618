using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Adapter.Store;

/// <summary>
/// The one writer. Work that has arrived together is committed together; each piece has its own savepoint, so that
/// one piece's failure is its own. A piece is answered only after the commit. While another process holds the database
/// all of it waits, in its order; while the store is degraded only patient work does.
/// </summary>
sealed class Writer(Database database, StoreState state, Pulse pulse, TimeProvider time) : IAsyncDisposable
{
    const int MostInOneCommit = 200;
    const int MostPassedOver = 20;

    /// <summary>So long work waits for a database that another process holds; then it is given up and never done.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan BetweenPulses = TimeSpan.FromSeconds(1);

    readonly Channel<Work> queue = Channel.CreateUnbounded<Work>(new() { SingleReader = true });
    readonly List<Work> waiting = [];
    List<Work> group = [];
    readonly CancellationTokenSource closing = new();
    readonly Lock gate = new();
    Task? loop;
    DbConnection? connection;
    DbConnection? statements;
    bool isCommitting;
    int passedOver;
    long commits;

    public bool IsWritable => state.IsWritable;

    public long Commits => Interlocked.Read(ref commits);

    /// <param name="patient">
    /// For what has happened already and cannot be asked for again: it is never given up while the process lives, and may
    /// use the reserve. It must bear being done twice, as a connection may be lost in the midst of a commit.
    /// </param>
    /// <param name="yields">For long work that goes on in parts: what else has come goes first, and waits for one part at most.</param>
    /// <exception cref="StoreTrouble">By the task: the database would not.</exception>
    public Task<T> Write<T>(Func<Session, T> work, bool patient = false, bool yields = false)
    {
        var trouble = state.Now.Trouble;
        if (trouble == Trouble.Broken || (trouble != Trouble.None && !patient)) return Task.FromException<T>(new StoreTrouble(trouble));
        var asked = new Work<T>(work) { IsPatient = patient, Yields = yields, AskedAt = time.GetTimestamp() };
        if (!queue.Writer.TryWrite(asked))
            return state.IsWritable ? throw new ObjectDisposedException(nameof(Writer)) : Task.FromException<T>(new StoreTrouble(state.Now.Trouble));
        lock (gate) loop ??= Run();
        return asked.Answer;
    }

    public Task Write(Action<Session> work, bool patient = false) => Write(session =>
    {
        work(session);
        return true;
    }, patient);

    /// <summary>What waits is tried once more.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        closing.Cancel();
        if (loop is not null) await loop;
    }

    async Task Run()
    {
        // Off the caller's stack.
        await Task.Yield();
        while (waiting.Count > 0 || !state.IsWritable || await queue.Reader.WaitToReadAsync())
        {
            if (Turn()) continue;
            if (state.Now.Trouble == Trouble.Broken || closing.IsCancellationRequested) break;
            var pause = Task.Delay(state.IsWritable ? BetweenTries : BetweenPulses, time, closing.Token);
            await pause.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        }
        queue.Writer.TryComplete();
        Collect();
        GiveUp(_ => true, state.IsWritable ? Trouble.Busy : state.Now.Trouble, null);
        // To close a broken database would write to it.
        if (state.Now.Trouble != Trouble.Broken) Disconnect();
    }

    void Collect()
    {
        while (queue.Reader.TryRead(out var work)) waiting.Add(work);
    }

    /// <summary>One group, one commit. False when the database would not; what may wait then waits.</summary>
    bool Turn()
    {
        Collect();
        if (state.Now.Trouble == Trouble.Broken) return false;
        if (!state.IsWritable) return Resume();
        return waiting.Count == 0 || Attempt(Next());
    }

    List<Work> Next()
    {
        var yielding = waiting.Find(work => work.Yields);
        var isItsTurn = yielding is not null && (passedOver >= MostPassedOver || waiting.TrueForAll(work => work.Yields));
        passedOver = yielding is null || isItsTurn ? 0 : passedOver + 1;
        return isItsTurn ? [yielding!] : [.. waiting.Where(work => !work.Yields).Take(MostInOneCommit)];
    }

    /// <summary>Piece by piece, as some of it may fit; then whether there is room for more.</summary>
    bool Resume()
    {
        GiveUp(work => !work.IsPatient, state.Now.Trouble, null);
        foreach (var work in waiting.ToList())
        {
            if (!Attempt([work]) && connection is null) return false;
        }
        var probe = new Work<bool>(pulse.FindsRoom);
        return Attempt([probe]) && probe.Answer.IsCompletedSuccessfully && state.Recover();
    }

    bool Attempt(List<Work> works)
    {
        var isFresh = connection is null;
        isCommitting = false;
        group = works;
        try
        {
            Commit();
            return true;
        }
        catch (Exception failure)
        {
            return Overcome(failure, isFresh);
        }
    }

    /// <summary>True when there is no need to wait before going on.</summary>
    bool Overcome(Exception failure, bool isFresh)
    {
        var trouble = Troubles.Of(failure);
        if (trouble is Trouble.None or Trouble.Away) Disconnect();
        switch (trouble)
        {
            case Trouble.Busy:
                GiveUp(work => !work.IsPatient && time.GetElapsedTime(work.AskedAt) >= Patience, trouble, failure);
                return false;
            case Trouble.None:
                Answer(group, work => work.Fail(failure));
                return true;
            case Trouble.Away when !isFresh && !isCommitting:
                // Lost while nothing was done with it: a new connection may do.
                return true;
            case Trouble.Broken:
                state.Break(failure);
                return false;
            default:
                state.Degrade(trouble, failure);
                GiveUp(work => !work.IsPatient, trouble, failure);
                return false;
        }
    }

    void Commit()
    {
        connection ??= database.OpenForWriting();
        statements ??= connection is SqliteConnection sqlite ? Statements.Of(sqlite) : connection;
        if (state.Now.Trouble == Trouble.Full) Database.Relieve(connection);
        var transaction = connection.BeginTransaction();
        try
        {
            database.TakeTurn(connection, transaction);
            if (Run(transaction))
            {
                isCommitting = true;
                transaction.Commit();
                isCommitting = false;
                Interlocked.Increment(ref commits);
            }
            else
            {
                transaction.Rollback();
            }
        }
        finally
        {
            Close(transaction);
        }
        var done = group;
        group = [];
        Answer(done, work => work.Complete());
        if (connection is not null) database.Checkpoint(connection);
    }

    // Alone it needs no savepoint, for which SQLite copies every page that changes.
    bool Run(DbTransaction transaction)
    {
        if (group is [var alone]) return alone.Run(new(statements!, transaction));
        foreach (var work in group) Try(work, transaction);
        return true;
    }

    void Try(Work work, DbTransaction transaction)
    {
        transaction.Save("job");
        if (work.Run(new(statements!, transaction))) transaction.Release("job");
        else transaction.Rollback("job");
    }

    // Undoes what is not committed. A connection that cannot would go on holding the lock.
    void Close(DbTransaction transaction)
    {
        try
        {
            transaction.Dispose();
        }
        catch (Exception)
        {
            Disconnect();
        }
    }

    void GiveUp(Func<Work, bool> which, Trouble trouble, Exception? cause) =>
        Answer(waiting.FindAll(work => which(work)), work => work.Fail(new StoreTrouble(trouble, cause)));

    void Answer(List<Work> works, Action<Work> answer)
    {
        waiting.RemoveAll(works.ToHashSet().Contains);
        foreach (var work in works) answer(work);
    }

    void Disconnect()
    {
        try
        {
            if (connection is not null) Database.Close(connection);
        }
        catch (Exception)
        {
            // It is not used again, whatever became of it.
        }
        (connection, statements) = (null, null);
    }
}
