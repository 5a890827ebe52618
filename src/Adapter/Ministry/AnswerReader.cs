using Adapter.Wire;

namespace Adapter.Ministry;

/// <summary>Opens an answer from the outside in: transport, content type, gateway shape, ReturnResult, signature, CODE.</summary>
sealed class AnswerReader(Letters letters, Verdict verdict)
{
    readonly Profile profile = letters.Profile;

    /// <summary>What is wrong before the message itself is looked at; null = nothing.</summary>
    public Outcome? Outside(RawAnswer answer) =>
        answer.Failure ?? verdict.OfStatus(answer.Status, answer.RetryAfter) ?? (IsHtml(answer) ? verdict.Local("html") : null);

    /// <summary>The outcome of the whole answer, and its body when there is one to trust.</summary>
    public (Outcome Outcome, AnswerBody? Body) Read(RawAnswer answer)
    {
        if (Outside(answer) is { } outside) return (outside, null);
        if (!Envelope.TryParse(profile, answer.Bytes, out var envelope, out var wrong))
            return (verdict.Local(wrong == "truncated" ? "truncated" : "gateway"), null);
        if (Refusal(envelope!, answer) is { } refusal) return (refusal, null);
        if (!letters.TryOpen(envelope!, out var json)) return (verdict.Local("decryption"), null);
        return AnswerBody.Read(json, profile.Body.Rows, profile.Transport.MaxDepth) is { } body
            ? (verdict.OfCode(body[profile.Body.Code], body[profile.Body.Message]) with { RetryAfter = answer.RetryAfter }, body)
            : (verdict.Local("form"), null);
    }

    Outcome? Refusal(Envelope envelope, RawAnswer answer)
    {
        var reference = envelope[HeaderRole.RefMessageId];
        var isOurs = string.Equals(reference, answer.MessageId, StringComparison.Ordinal);
        var result = verdict.OfResult(envelope[HeaderRole.ReturnResult], envelope[HeaderRole.ReturnMessage]);
        // A platform that could not read our header cannot name it either.
        if (!isOurs && (reference.Length > 0 || result.Class != OutcomeClass.Refused)) return verdict.Local("reference");
        if (result.Class != OutcomeClass.Ok) return result with { RetryAfter = answer.RetryAfter };
        if (!letters.IsGenuine(envelope)) return verdict.Local("signature");
        return null;
    }

    static bool IsHtml(RawAnswer answer)
    {
        if (answer.ContentType.Contains("html", StringComparison.OrdinalIgnoreCase)) return true;
        ReadOnlySpan<byte> bytes = answer.Bytes;
        return bytes.TrimStart("\uFEFF \t\r\n"u8).StartsWith("<"u8);
    }
}
