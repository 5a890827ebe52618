using System.Net.Sockets;
using Adapter.Store;
using Microsoft.Data.Sqlite;

namespace Adapter.Hosting;

/// <summary>An exception as the log shows it: classes and stack, and a message only where it cannot quote a record.</summary>
sealed class DiscreetException(Exception problem) : Exception
{
    public override string Message => MessageOf(problem);

    public override string ToString()
    {
        var inner = problem.InnerException is { } cause ? $" ---> {new DiscreetException(cause)}" : "";
        return $"{problem.GetType().FullName}: {Message}{inner}\n{problem.StackTrace}";
    }

    static string MessageOf(Exception problem) =>
        problem is IOException or SocketException or SqliteException or StoreTrouble or HttpRequestException or TimeoutException ? problem.Message : "";
}
