using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>Says how many rows have waited longer than Delivery:WarnAge while the platform was open. They are tried on.</summary>
sealed partial class LongWaits(Database database, UploadList uploads, Gates gates, AdapterSettings settings, ILogger<LongWaits> log)
{
    long said;

    public void Look()
    {
        var count = database.Read(session => uploads.Kinds(session)
            .Sum(kind => uploads.OpenBefore(session, kind, gates.OpenSince(kind, settings.Delivery.WarnAge))));
        if (count > said) Waiting(count, settings.Delivery.WarnAge);
        said = count;
    }

    [LoggerMessage(LogLevel.Warning, "{Count} rows have waited longer than {Age} of open platform time; they are tried on")]
    partial void Waiting(long count, TimeSpan age);
}
