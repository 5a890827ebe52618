using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Adapter.Wire;

/// <summary>Bytes of an answer as UTF-8: strict UTF-8, else GB18030, whatever the content type says.</summary>
public static class Decoding
{
    static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance
        .GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>
    /// UTF-8 without byte order mark. Bytes that are mostly UTF-8 stay as they are, their ill-formed sequences with them:
    /// one record is broken then, not the encoding. So do bytes that are neither.
    /// </summary>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[3..];
        if (Utf8.IsValid(bytes.Span) || IsMostlyUtf8(bytes.Span)) return bytes;
        try
        {
            return Encoding.UTF8.GetBytes(Gb18030.GetString(bytes.Span));
        }
        catch (DecoderFallbackException)
        {
            return bytes;
        }
    }

    // Bytes of GB18030 text hardly ever form UTF-8 sequences; a sender's broken character leaves all others whole.
    static bool IsMostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        int whole = 0, broken = 0;
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var length);
            if (status == OperationStatus.InvalidData) broken++;
            else if (!rune.IsAscii) whole++;
            bytes = bytes[length..];
        }
        return whole >= broken;
    }
}
