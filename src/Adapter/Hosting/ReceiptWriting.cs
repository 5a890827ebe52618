using System.Data.Common;
using System.Diagnostics.Metrics;
using Adapter.Store;

namespace Adapter.Hosting;

/// <summary>
/// Writes receipts to the second place as they come. Where it goes on is read from there, so nothing is written twice or
/// left out; while the place is away they wait in the store, and delivery goes on.
/// </summary>
sealed partial class ReceiptWriting(Database database, ReceiptFiles files, IMeterFactory meters, TimeProvider time, ILogger<ReceiptWriting> log) : BackgroundService
{
    const int MostAtOnce = 500;
    const int LooksBetweenAlarms = 600;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    long? reached;
    long known;
    int failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (files.Folder is null) return;
        meters.Create(Telemetry.Name).CreateObservableGauge("adapter.receipts.behind", () => Behind, "{receipt}", "Receipts that are not yet written to the second place.");
        try
        {
            while (true)
            {
                WriteAll(stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            WriteAll(CancellationToken.None);
        }
    }

    long Behind => database.Read(session => Receipts.CountAfter(session, Volatile.Read(ref known)));

    void WriteAll(CancellationToken stop)
    {
        try
        {
            var seq = reached ?? files.Resume();
            while (!stop.IsCancellationRequested && database.Read(session => Receipts.After(session, seq, MostAtOnce)) is { Count: > 0 } next)
            {
                // Forgotten until it is certain: after a failure the place itself tells how far it is.
                reached = null;
                files.Append(next);
                reached = seq = next[^1].Seq;
                Volatile.Write(ref known, seq);
            }
            reached = seq;
            Volatile.Write(ref known, seq);
            if (failures > 0) Back(Behind);
            failures = 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DbException)
        {
            reached = null;
            if (failures++ % LooksBetweenAlarms == 0) Away(failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "Receipts cannot be written to Receipts:Directory; they wait in the store and delivery goes on")]
    partial void Away(Exception failure);

    [LoggerMessage(LogLevel.Information, "Receipts are written again; {Behind} are behind")]
    partial void Back(long behind);
}
