using Rebus.Activation;
using Rebus.Bus;
using Rebus.Config;

namespace Adapter.Benchmarks.Peers;

/// <summary>Rebus with PostgreSQL, a message a record, 32 at a time.</summary>
sealed class RebusSender : IPeerSender
{
    sealed record Record(string Body);

    readonly Posting posting;
    readonly BuiltinHandlerActivator activator = new();
    readonly IBus bus;

    public RebusSender(string database, Uri address)
    {
        posting = new(address);
        activator.Handle<Record>(record => posting.Post(record.Body));
        bus = Configure.With(activator).Logging(log => log.None()).Transport(transport => transport.UsePostgreSql(database, "messages", "upload"))
            .Options(options =>
            {
                options.SetNumberOfWorkers(0);
                options.SetMaxParallelism(32);
            }).Start();
    }

    public Task Fill(IReadOnlyList<string> bodies) =>
        Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (body, _) => await bus.SendLocal(new Record(body)));

    public Task Go()
    {
        bus.Advanced.Workers.SetNumberOfWorkers(4);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        activator.Dispose();
        posting.Dispose();
        return ValueTask.CompletedTask;
    }
}
