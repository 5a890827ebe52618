using Adapter.Contracts;
using Adapter.Wire;

namespace Adapter.Simulator;

/// <summary>Verifies and opens what comes, wraps and signs what goes.</summary>
sealed class Sealer
{
    const string OtherUser = "ALICE123@YAHOO.COM";

    readonly Profile profile;
    readonly string platform;
    readonly Seal seal;
    readonly Seal otherwise;
    readonly Sm4Body? cipher;
    long sequence;

    public Sealer(Profile profile, SimulatorOptions options)
    {
        this.profile = profile;
        platform = options.Platform;
        var (sign, keys) = (options.SignType, options.Keys);
        var isSm2 = string.Equals(sign, profile.Envelope.SignSm2, StringComparison.OrdinalIgnoreCase);
        seal = Seal.Of(profile, sign, isSm2 ? keys.PlatformPrivate : keys.Secret, keys.ClientPublic, SimulatorOptions.UserId);
        otherwise = Seal.Of(profile, sign, isSm2 ? keys.PlatformPrivate : $"{keys.Secret}-other", keys.ClientPublic, OtherUser);
        if (keys is { PlatformPrivate: { } ours, ClientPublic: { } theirs })
            cipher = new(Sm2Keys.ReadPublic(theirs), Sm2Keys.ReadPrivate(ours));
    }

    public bool Verify(Envelope envelope) => seal.Verify(envelope);

    public bool TryDecrypt(Envelope envelope, out byte[] body)
    {
        if (cipher is not null) return cipher.TryDecrypt(envelope, out body);
        body = envelope.BodyBytes.ToArray();
        return !envelope.IsEncrypted;
    }

    /// <summary>The answer as it leaves: swapped, dated, encrypted when the question was, signed as the faults want it.</summary>
    public byte[] Answer(Question question, Draft draft, string body, DateTimeOffset now)
    {
        var asked = question.Envelope;
        var envelope = Envelope.Of(profile, Header(question, draft, now), body);
        if (asked is { IsEncrypted: true } && question.Decrypted && cipher is not null) envelope = cipher.Encrypt(envelope);
        var sealing = new Sealing(envelope, seal.Sign) { SignOtherwise = otherwise.Sign };
        return question.Hits.Aggregate(sealing, (soFar, hit) => hit.Fault.Seal?.Invoke(hit, soFar) ?? soFar).Done().ToBytes();
    }

    Dictionary<HeaderRole, string> Header(Question question, Draft draft, DateTimeOffset now)
    {
        var china = ChinaTime.Of(now);
        var asked = question.Envelope;
        return new()
        {
            [HeaderRole.MessageId] = profile.NewMessageId(platform, now, "01", Interlocked.Increment(ref sequence)),
            [HeaderRole.Sender] = platform,
            [HeaderRole.Recver] = asked?[HeaderRole.Sender] ?? "",
            [HeaderRole.BusinessCode] = question.Interface,
            [HeaderRole.Date] = china.ToString(profile.DateFormat),
            [HeaderRole.Time] = china.ToString(profile.TimeFormat),
            [HeaderRole.Digest] = profile.Interface(question.Interface)?.Title ?? "",
            [HeaderRole.RefMessageId] = asked?[HeaderRole.MessageId] ?? "",
            [HeaderRole.ReturnResult] = draft.Result,
            [HeaderRole.ReturnMessage] = draft.ResultMessage,
        };
    }
}
