using System.Net.Http.Headers;
using Adapter.Wire;

namespace Adapter.Ministry;

/// <summary>One HTTP call: whatever happens ends in a <see cref="RawAnswer"/>, except the caller's own cancellation.</summary>
sealed class Transport(IMinistryCalls calls, Profile profile, Verdict verdict, TimeProvider clock)
{
    public async Task<RawAnswer> Post(string interfaceCode, string messageId, byte[] message, Deadline deadline)
    {
        var started = clock.GetTimestamp();
        var answer = await Try(interfaceCode, messageId, message, deadline);
        return answer with { Milliseconds = (long)clock.GetElapsedTime(started).TotalMilliseconds };
    }

    async Task<RawAnswer> Try(string interfaceCode, string messageId, byte[] message, Deadline deadline)
    {
        try
        {
            using var content = new ByteArrayContent(message);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(profile.Transport.ContentType);
            var path = profile.Transport.Path.Replace("{interface}", interfaceCode).TrimStart('/');
            using var response = await calls.Post(path, content, deadline.Token);
            return await Read(response, messageId, deadline.Token);
        }
        catch (Exception e) when (TransportFault.Word(e, deadline.Token) is { } word)
        {
            deadline.Caller.ThrowIfCancellationRequested();
            return Failed(messageId, word);
        }
    }

    async Task<RawAnswer> Read(HttpResponseMessage response, string messageId, CancellationToken ct)
    {
        if (Framing.IsContradictory(response)) return Failed(messageId, "framing") with { Status = (int)response.StatusCode };
        var (bytes, wrong) = await CappedBody.Read(response.Content, profile.Transport, clock, ct);
        return new()
        {
            MessageId = messageId,
            Status = (int)response.StatusCode,
            ContentType = Framing.ContentType(response),
            Bytes = bytes,
            RetryAfter = Framing.RetryAfter(response, clock.GetUtcNow()),
            Failure = wrong is null ? null : verdict.Local(wrong),
        };
    }

    public RawAnswer Failed(string messageId, string word) => new() { MessageId = messageId, Failure = verdict.Local(word) };
}

/// <summary>Token ends the call; Caller tells a shutdown from a time-out.</summary>
readonly record struct Deadline(CancellationToken Token, CancellationToken Caller);
