using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Adapter.Intake;

/// <summary>Tells what one record caused from what would befall every record: a full disk, a lost connection, a stop.</summary>
static class RecordFault
{
    const int TooBig = 18;
    const int Constraint = 19;
    const int Mismatch = 20;

    // Classes of PostgreSQL's SQLSTATE; the last is met by a text that is too long for an index.
    const string DataException = "22";
    const string IntegrityViolation = "23";
    const string ProgramLimit = "54";

    public static bool Is(Exception failure) => failure switch
    {
        SqliteException store => store.SqliteErrorCode is TooBig or Constraint or Mismatch,
        DbException store => store.SqlState is { Length: > 2 } state && state[..2] is DataException or IntegrityViolation or ProgramLimit,
        IOException or UnauthorizedAccessException or ObjectDisposedException or OperationCanceledException or OutOfMemoryException => false,
        _ => true,
    };
}
