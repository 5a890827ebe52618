using System.Globalization;
using System.Net;
using Adapter.Contracts;
using Adapter.Wire;

namespace Adapter.Simulator;

/// <summary>What is checked before the body is looked at. Null = let in.</summary>
sealed class Gate(Rulebook rules, Sealer sealer)
{
    public Draft? Refusal(Question question, IPAddress? from, DateTimeOffset now)
    {
        var options = rules.Options;
        if (options.Addresses.Count > 0 && !options.Addresses.Contains(from?.MapToIPv4().ToString() ?? "")) return No("address");
        if (question.Envelope is not { } envelope) return No("message-form");
        if (options.Senders.Count > 0 && !options.Senders.Contains(envelope[HeaderRole.Sender])) return No("system-unknown");
        if (!sealer.Verify(envelope)) return No("signature");
        if (!HeaderIsRight(question, envelope)) return No("header");
        if (!IsInTime(envelope, now)) return No("time-window");
        if (options.NotGranted.Contains(question.Interface)) return No("not-granted");
        if (!question.Decrypted) return No("decryption");
        return question.Body is null ? No("message-form") : null;
    }

    bool HeaderIsRight(Question question, Envelope envelope) =>
        envelope[HeaderRole.BusinessCode] == question.Interface
        && envelope[HeaderRole.Recver] == rules.Options.Platform
        && envelope[HeaderRole.Sender].Length == rules.Profile.MessageId.SenderLength
        && envelope[HeaderRole.MessageId].Length == rules.Profile.MessageId.Length
        && envelope[HeaderRole.MessageId].StartsWith(envelope[HeaderRole.Sender], StringComparison.Ordinal);

    bool IsInTime(Envelope envelope, DateTimeOffset now) =>
        DateTime.TryParseExact(envelope[HeaderRole.Date] + envelope[HeaderRole.Time], rules.Profile.DateFormat + rules.Profile.TimeFormat,
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var sent)
        && (new DateTimeOffset(sent, ChinaTime.Offset) - now).Duration() <= rules.Profile.Transport.ClockWindow;

    Draft No(string id)
    {
        var rule = rules.Profile.ReturnResults.First(result => result.Id == id);
        return Draft.Refusal(rule.Code, rule.Means);
    }
}
