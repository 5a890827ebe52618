using System.Net;

namespace Adapter;

/// <summary>A body written in two halves with tx.mid_body between them.</summary>
sealed class HalvedContent(byte[] body) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(body.AsMemory(0, body.Length / 2)).ConfigureAwait(false);
        await stream.FlushAsync().ConfigureAwait(false);
        Failpoint.Hit("tx.mid_body");
        await stream.WriteAsync(body.AsMemory(body.Length / 2)).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
