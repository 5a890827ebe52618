using Adapter.Contracts;
using Adapter.Settings;
using Adapter.Wire;

namespace Adapter.Ministry;

/// <summary>Writes our messages and opens the platform's: header, encryption, signature.</summary>
sealed class Letters(Profile profile, MinistrySettings settings, Seal seal, Sm4Body? cipher, TimeProvider clock)
{
    public Profile Profile => profile;

    /// <summary>A body as it is stored and sent: encrypted when settings say so.</summary>
    public Envelope Wrap(ReadOnlyMemory<byte> body)
    {
        var plain = new Envelope(profile) { BodyBytes = body };
        return cipher is null ? plain : cipher.Encrypt(plain);
    }

    /// <summary>The signed bytes of a message; date, time and signature are of this moment.</summary>
    public byte[] Write(string interfaceCode, string messageId, Envelope wrapped)
    {
        var now = ChinaTime.Of(clock.GetUtcNow());
        var header = Envelope.Of(profile, new Dictionary<HeaderRole, string>
        {
            [HeaderRole.MessageId] = messageId,
            [HeaderRole.Sender] = settings.Sender,
            [HeaderRole.Recver] = settings.Recver,
            [HeaderRole.BusinessCode] = interfaceCode,
            [HeaderRole.Date] = now.ToString(profile.DateFormat),
            [HeaderRole.Time] = now.ToString(profile.TimeFormat),
            [HeaderRole.Digest] = profile.Interface(interfaceCode)?.Title ?? "",
        }, "").Header;
        return seal.Sign(wrapped with { Header = header }).ToBytes();
    }

    public bool IsGenuine(Envelope answer) => seal.Verify(answer);

    /// <summary>False when the body is encrypted and cannot be opened.</summary>
    public bool TryOpen(Envelope answer, out byte[] body)
    {
        if (cipher is not null) return cipher.TryDecrypt(answer, out body);
        body = answer.BodyBytes.ToArray();
        return !answer.IsEncrypted;
    }

    public string NewMessageId(long sequence) => profile.NewMessageId(settings.Sender, clock.GetUtcNow(), settings.Node, sequence);
}
