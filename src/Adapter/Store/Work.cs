namespace Adapter.Store;

/// <summary>A piece of work in the writer's queue, and its caller's answer.</summary>
abstract class Work
{
    /// <summary>Waits as long as it takes.</summary>
    public bool IsPatient { get; init; }

    /// <summary>Lets what else has come go first, and is committed alone.</summary>
    public bool Yields { get; init; }

    /// <summary>When it was asked for, as TimeProvider counts.</summary>
    public long AskedAt { get; init; }

    /// <summary>
    /// False when the work threw: its exception is its answer, after the rollback to the savepoint. What is not its own
    /// fault is thrown on.
    /// </summary>
    public abstract bool Run(Session session);
    public abstract void Complete();
    public abstract void Fail(Exception failure);
}

sealed class Work<T>(Func<Session, T> work) : Work
{
    readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Session? done;
    T? result;
    Exception? thrown;

    public Task<T> Answer => answer.Task;

    public override bool Run(Session session)
    {
        thrown = null;
        try
        {
            result = work(session);
            done = session;
            return true;
        }
        catch (Exception failure) when (Troubles.Of(failure) == Trouble.None)
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
        try
        {
            done!.Committed();
            answer.TrySetResult(result!);
        }
        catch (Exception failure)
        {
            answer.TrySetException(failure);
        }
    }

    public override void Fail(Exception failure) => answer.TrySetException(failure);
}
