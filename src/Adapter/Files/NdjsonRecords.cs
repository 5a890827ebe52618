using Adapter.Contracts;

namespace Adapter.Files;

/// <summary>A JSON object a line. A bad line is a malformed record; the next one is read all the same.</summary>
static class NdjsonRecords
{
    public static IEnumerable<Message> Read(Kind kind, Stream utf8)
    {
        var window = new ByteWindow(utf8);
        var (any, tooLong, more) = (false, false, true);
        while (more)
        {
            var length = window.Bytes.IndexOf((byte)'\n');
            if (length < 0 && window.IsFull)
            {
                tooLong = true;
                window.Skip(window.Bytes.Length);
            }
            if (length < 0 && (more = window.Fill())) continue;
            var line = length < 0 ? window.Bytes.Length : length;
            if (tooLong || !IsBlank(window.Bytes[..line]))
            {
                any = true;
                yield return tooLong ? Message.Unreadable(kind) : MessageReader.Read(kind, window.Bytes[..line]);
            }
            tooLong = false;
            window.Skip(length < 0 ? line : line + 1);
        }
        if (!any) throw RecordFile.Empty();
    }

    static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).IsEmpty;
}
