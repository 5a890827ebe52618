using Adapter.Contracts;

namespace Adapter.Wire;

/// <summary>ContentSm3 of the look-up: what two sides compare instead of the content.</summary>
public static class ContentDigest
{
    /// <summary>Hex SM3 of <see cref="Message.Canonical"/>.</summary>
    public static string Of(Message message) => Sm3.Hex(message.CanonicalUtf8());
}
