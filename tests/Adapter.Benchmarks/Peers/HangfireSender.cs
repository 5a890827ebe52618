using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.States;

namespace Adapter.Benchmarks.Peers;

/// <summary>Hangfire with PostgreSQL, a job a record, 32 workers.</summary>
sealed class HangfireSender : IPeerSender
{
    static Posting? posting;

    readonly PostgreSqlStorage storage;
    BackgroundJobServer? server;

    public HangfireSender(string database, Uri address)
    {
        posting = new(address);
        var options = new PostgreSqlStorageOptions { QueuePollInterval = TimeSpan.FromMilliseconds(50) };
        storage = new(new NpgsqlConnectionFactory(database, options), options);
    }

    // Hangfire finds it by its name.
    public static Task Send(string body) => posting!.Post(body);

    public Task Fill(IReadOnlyList<string> bodies)
    {
        var client = new BackgroundJobClient(storage);
        Parallel.ForEach(bodies, new ParallelOptions { MaxDegreeOfParallelism = 4 }, body => client.Create(() => Send(body), new EnqueuedState()));
        return Task.CompletedTask;
    }

    public Task Go()
    {
        server = new(new BackgroundJobServerOptions { WorkerCount = 32 }, storage);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        server?.Dispose();
        posting?.Dispose();
        return ValueTask.CompletedTask;
    }
}
