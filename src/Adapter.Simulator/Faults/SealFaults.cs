using System.Formats.Asn1;
using Adapter.Wire;

namespace Adapter.Simulator;

/// <summary>An answer about to be signed: how it stands and what signs it.</summary>
sealed record Sealing(Envelope Envelope, Func<Envelope, Envelope> Sign)
{
    /// <summary>What signs with another user id, or another secret.</summary>
    public required Func<Envelope, Envelope> SignOtherwise { get; init; }

    public Envelope Done() => Sign(Envelope);
}

/// <summary>Faults of header and signature; the work is done.</summary>
static class SealFaults
{
    const int Half = 32;

    public static IReadOnlyList<Fault> All { get; } =
    [
        new()
        {
            Name = "other-reference",
            Chinese = "应答的 RefMessageId 是别的报文编号",
            English = "the answer carries another RefMessageId",
            Outcome = Outcome.Unclear,
            Seal = (_, sealing) => sealing with { Envelope = OtherReference(sealing.Envelope) },
        },
        new()
        {
            Name = "wrong-signature",
            Chinese = "应答签名与内容不符",
            English = "the signature belongs to another content",
            Outcome = Outcome.Unclear,
            Seal = (_, sealing) => sealing with { Sign = envelope => envelope with { SignType = sealing.Sign(envelope).SignType, Sign = sealing.Sign(envelope with { Body = envelope.Body + " " }).Sign } },
        },
        new()
        {
            Name = "raw-signature",
            Chinese = "签名为 r||s 原始格式（HMAC-SM3 时为十六进制）",
            English = "the signature is raw r||s instead of DER (HMAC-SM3: hex instead of Base64)",
            Outcome = Outcome.Depends,
            Seal = (_, sealing) => sealing with { Sign = envelope => Raw(sealing.Sign(envelope)) },
        },
        new()
        {
            Name = "other-user-id",
            Chinese = "签名使用了别的用户标识（HMAC-SM3 时为别的密钥）",
            English = "signed with another user id (HMAC-SM3: another secret)",
            Outcome = Outcome.Unclear,
            Seal = (_, sealing) => sealing with { Sign = sealing.SignOtherwise },
        },
    ];

    static Envelope OtherReference(Envelope envelope)
    {
        var name = envelope.Profile.HeaderName(HeaderRole.RefMessageId);
        return envelope with
        {
            Header = [.. envelope.Header.Select(member => member.Key == name
                ? KeyValuePair.Create(name, new string([.. member.Value.Reverse()]) + "0") : member)],
        };
    }

    static Envelope Raw(Envelope signed)
    {
        if (signed.Sign.Length == 0) return signed;
        var bytes = Convert.FromBase64String(signed.Sign);
        if (signed.SignType != signed.Profile.Envelope.SignSm2) return signed with { Sign = Convert.ToHexStringLower(bytes) };
        var pair = new AsnReader(bytes, AsnEncodingRules.DER).ReadSequence();
        return signed with { Sign = Convert.ToBase64String([.. Fixed(pair.ReadIntegerBytes().Span), .. Fixed(pair.ReadIntegerBytes().Span)]) };
    }

    static byte[] Fixed(ReadOnlySpan<byte> number)
    {
        var half = new byte[Half];
        var digits = number.Length > Half ? number[^Half..] : number;
        digits.CopyTo(half.AsSpan(Half - digits.Length));
        return half;
    }
}
