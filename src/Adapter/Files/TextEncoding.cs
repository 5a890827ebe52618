using System.Text;

namespace Adapter.Files;

/// <summary>Strict UTF-8, else strict GB18030, for a whole file; then the text goes on as UTF-8.</summary>
static class TextEncoding
{
    static readonly UTF8Encoding Utf8 = new(false, true);

    // Code page 936 would turn rare characters into '?' without a word; GB18030 holds all that it holds.
    static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance
        .GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Reads the file once to know its encoding, and gives it from the start.</summary>
    public static Stream OfFile(Stream file) => Find(file) ?? throw Unknown(null);

    /// <summary>The same; null when it is neither.</summary>
    public static Stream? Find(Stream file) => Holds(file, Utf8, true) ? file
        : Holds(file, Gb18030, true) ? Encoding.CreateTranscodingStream(file, Gb18030, Encoding.UTF8, true) : null;

    /// <summary>A pipe cannot be read twice: its first part decides, and the rest must keep to it.</summary>
    public static Stream OfPipe(Stream pipe)
    {
        var head = new byte[RecordFile.LongestRecord];
        var length = pipe.ReadAtLeast(head, head.Length, false);
        using var first = new MemoryStream(head, 0, length);
        var isWhole = length < head.Length;
        var encoding = Holds(first, Utf8, isWhole) ? Utf8 : Holds(first, Gb18030, isWhole) ? Gb18030 : throw Unknown(null);
        return Encoding.CreateTranscodingStream(new PrefixedStream(head.AsMemory(0, length), pipe), encoding, Encoding.UTF8);
    }

    public static FileFault Unknown(Exception? inner) =>
        new("文件编码既不是UTF-8，也不是GB18030（或前后不一致），请另存为UTF-8后重试。", inner);

    static bool Holds(Stream text, Encoding encoding, bool isWhole)
    {
        text.Position = 0;
        var decoder = encoding.GetDecoder();
        var bytes = new byte[1 << 16];
        var chars = new char[encoding.GetMaxCharCount(bytes.Length)];
        try
        {
            for (int read; (read = text.Read(bytes)) > 0;) decoder.GetChars(bytes, 0, read, chars, 0, false);
            if (isWhole) decoder.GetChars([], 0, 0, chars, 0, true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        finally
        {
            text.Position = 0;
        }
    }
}
