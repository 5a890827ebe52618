using System.Buffers;
using Adapter.Wire;

namespace Adapter.Ministry;

/// <summary>Reads a body with a cap on its size and a floor under its speed; the call's deadline is the caller's token.</summary>
static class CappedBody
{
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>The bytes, or the word for what was wrong.</summary>
    public static async Task<(byte[] Bytes, string? Wrong)> Read(HttpContent content, TransportRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (content.Headers.ContentLength > rules.MaxAnswerBytes) return ([], "too-big");
        await using var stream = await content.ReadAsStreamAsync(ct);
        var body = new ArrayBufferWriter<byte>(16 * 1024);
        var started = clock.GetTimestamp();
        while (await stream.ReadAsync(body.GetMemory(16 * 1024), ct) is var read and > 0)
        {
            body.Advance(read);
            if (body.WrittenCount > rules.MaxAnswerBytes) return ([], "too-big");
            var elapsed = clock.GetElapsedTime(started);
            if (elapsed > Grace && body.WrittenCount < elapsed.TotalSeconds * rules.MinBytesPerSecond) return ([], "slow");
        }
        return (body.WrittenSpan.ToArray(), null);
    }
}
