namespace Adapter.Contracts;

/// <summary>ASCII digits only: <c>char.IsDigit</c> and <c>\d</c> also take full-width and Arabic ones.</summary>
static class Digits
{
    public static bool All(ReadOnlySpan<byte> utf8) => !utf8.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
