using System.Data.Common;

namespace Adapter.Intake;

/// <summary>Tells what one record caused from what would befall every record: a full disk, a lost connection, a stop.</summary>
static class RecordFault
{
    public static bool Is(Exception failure) => failure switch
    {
        // PostgreSQL: data exceptions, and program limits such as the size of an index row.
        DbException store => store.SqlState is { } state && (state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("54", StringComparison.Ordinal)),
        IOException or UnauthorizedAccessException or ObjectDisposedException or OperationCanceledException or OutOfMemoryException => false,
        _ => true,
    };
}
