using System.Net.Sockets;
using System.Text.Json;

namespace Adapter.Torture.Kills;

/// <summary>All who work with the local API, side by side, through one life of the adapter.</summary>
sealed class Driver(Book book, Follower follower, IReadOnlyList<string> regions, int seed)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    readonly Clerk clerk = new(book, seed);
    readonly LocalSystem local = new(book, regions, seed);
    volatile bool isSettling;

    /// <summary>From now on nothing new is thought of: what is there is brought to its end.</summary>
    public void Settle() => isSettling = true;

    /// <summary>Works until it is stopped or the adapter is gone.</summary>
    /// <param name="records">So many new records are brought.</param>
    public async Task Work(LocalApi api, int records, CancellationToken stop) => await Task.WhenAll(
        Over(() => Desk(api, stop)),
        Over(() => Counter(api, records, stop)),
        Over(() => Forever(() => follower.Follow(api, stop), stop)));

    /// <summary>Everybody does one thing, and has waited for the answer.</summary>
    public Task Once(LocalApi api, int records, CancellationToken stop) => Task.WhenAll(
        Over(() => clerk.Decide(api, stop)), Over(() => local.Bring(api, records, stop)), Over(() => follower.Follow(api, stop)));

    /// <summary>Looks after what the platform refused.</summary>
    public static async Task Replay(LocalApi api, CancellationToken stop)
    {
        if ((await api.Look("/api/uploads?state=failed&limit=1", stop)).Items.Count == 0) return;
        await api.Hand("/api/uploads/replay", """{"filter":{"state":"failed"},"reason":"部平台故障已排除，重新上传"}""", stop);
    }

    /// <summary>What is still to be done; "" when all is delivered.</summary>
    public string Open(string dataDirectory, int applications)
    {
        if (book.Unanswered.Count > 0) return $"{book.Unanswered.Count} clicks unanswered";
        if (book.Decided < applications) return $"{applications - book.Decided} applications undecided";
        // All states at one instant: what goes from one to the next is seen in one of them.
        return Held.FirstOpen(dataDirectory);
    }

    async Task Desk(LocalApi api, CancellationToken stop)
    {
        await clerk.Repeat(api, stop);
        await Forever(async () =>
        {
            if (!await clerk.Decide(api, stop)) await Replay(api, stop);
            if (isSettling)
            {
                await clerk.Repeat(api, stop);
                await clerk.Overrule(api, stop);
            }
            else await clerk.Correct(api, stop);
        }, stop);
    }

    async Task Counter(LocalApi api, int records, CancellationToken stop)
    {
        await local.Repeat(api, stop);
        await local.Bring(api, records, stop);
        await Forever(() => local.End(api, stop), stop);
    }

    static async Task Forever(Func<Task> work, CancellationToken stop)
    {
        while (true)
        {
            await work();
            await Task.Delay(Pause, stop);
        }
    }

    // A life that ends in the midst of an answer ends the work with it.
    static async Task Over(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception end) when (end is HttpRequestException or SocketException or IOException or OperationCanceledException or JsonException)
        {
        }
    }
}
