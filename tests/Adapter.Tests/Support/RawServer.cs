using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Adapter.Tests.Support;

/// <summary>A server that answers each request with whatever bytes the script writes, well-formed or not.</summary>
sealed class RawServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly Func<byte[], Socket, Task> script;
    readonly Task accepting;
    int calls;

    /// <summary>The script gets the request's body and the socket; the connection is closed after it.</summary>
    public RawServer(Func<byte[], Socket, Task> script)
    {
        this.script = script;
        listener.Start();
        accepting = Accept();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    public int Calls => calls;

    /// <summary>Answers every request with the bytes made from its body.</summary>
    public static RawServer Answering(Func<byte[], byte[]> answer) => new(async (body, socket) => await socket.SendAsync(answer(body)));

    public static byte[] Http(string head, ReadOnlySpan<byte> body) =>
        [.. Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n") + "\r\n\r\n"), .. body];

    public static byte[] Json(ReadOnlySpan<byte> body) =>
        Http($"HTTP/1.1 200 OK\nContent-Type: application/json; charset=UTF-8\nContent-Length: {body.Length}\nConnection: close", body);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    async Task Accept()
    {
        var open = new List<Task>();
        try
        {
            while (true) open.Add(Serve(await listener.AcceptSocketAsync(stop.Token)));
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // However the listener says that it was stopped.
        }
        await Task.WhenAll(open);
    }

    async Task Serve(Socket socket)
    {
        using (socket)
        {
            try
            {
                if (await ReadRequest(socket) is not { } body) return;
                Interlocked.Increment(ref calls);
                await script(body, socket);
                socket.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
            }
        }
    }

    /// <returns>Null = who asks has gone before the end of the question.</returns>
    async Task<byte[]?> ReadRequest(Socket socket)
    {
        var buffer = new byte[4 * 1024 * 1024];
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), stop.Token);
            if (read == 0) return null;
            length += read;
            var head = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (head < 0) continue;
            var lines = Encoding.ASCII.GetString(buffer, 0, head).Split("\r\n");
            var expected = lines.Select(line => line.Split(": ")).First(line => line[0] == "Content-Length")[1];
            if (length >= head + 4 + int.Parse(expected)) return buffer[(head + 4)..length];
        }
    }
}
