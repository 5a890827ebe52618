using System.Net.Sockets;
using System.Security.Authentication;
using Refit;

namespace Adapter.Ministry;

/// <summary>Names what went wrong on the way. Only what surely happened before the body was sent may be called unsent.</summary>
static class TransportFault
{
    /// <summary>Our stable word; null = not a matter of transport.</summary>
    public static string? Word(Exception fault, CancellationToken deadline) => fault switch
    {
        ApiRequestException { InnerException: { } inner } => Word(inner, deadline),
        OperationCanceledException when deadline.IsCancellationRequested => "timeout",
        // SocketsHttpHandler reports its ConnectTimeout as a cancellation that nobody asked for.
        OperationCanceledException { InnerException: TimeoutException } => "connect-timeout",
        OperationCanceledException => "timeout",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "dns",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "tls",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } e => Unsent(e) ? "refused" : "reset",
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => "truncated",
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "truncated",
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } => "gateway",
        HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } => "gateway",
        HttpRequestException { InnerException: HttpIOException inner } => Word(inner, deadline),
        AuthenticationException => "tls",
        HttpRequestException or IOException or SocketException => "reset",
        _ => null,
    };

    static bool Unsent(HttpRequestException fault) => fault.InnerException is SocketException
    {
        SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable
            or SocketError.HostDown or SocketError.NetworkDown or SocketError.TimedOut or SocketError.AddressNotAvailable,
    };
}
