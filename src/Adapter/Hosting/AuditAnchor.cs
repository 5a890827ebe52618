using System.Data.Common;
using Adapter.Store;

namespace Adapter.Hosting;

/// <summary>Once a minute the end of the log of acts is written down elsewhere: in the second place, and in the log of the program.</summary>
sealed partial class AuditAnchor(Database database, AuditLog log, AuditHeads heads, TimeProvider time, ILogger<AuditAnchor> logger) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    string known = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pause, time, stoppingToken);
                Write();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Write();
        }
    }

    void Write()
    {
        try
        {
            if (database.Read(log.Head) is not { } head || head.Mac == known) return;
            heads.Append(new(head.Seq, head.Mac, head.At));
            Head(head.Seq, head.Mac);
            known = head.Mac;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DbException or StoreTrouble)
        {
            NotWritten(failure);
        }
    }

    [LoggerMessage(LogLevel.Information, "The log of acts ends at {Seq} with {Mac}")]
    partial void Head(long seq, string mac);

    [LoggerMessage(LogLevel.Warning, "The end of the log of acts cannot be written to Receipts:Directory; it is tried again")]
    partial void NotWritten(Exception failure);
}
