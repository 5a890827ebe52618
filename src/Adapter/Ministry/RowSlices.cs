using System.Text;

namespace Adapter.Ministry;

/// <summary>Cuts the rows out of a body by strings and brackets alone, for a page in which one record is no JSON.</summary>
sealed record RowSlices(ReadOnlyMemory<byte> Around, IReadOnlyList<ReadOnlyMemory<byte>> Rows)
{
    /// <summary>Null when the brackets do not close or there are no rows: then the body is truncated, not one record broken.</summary>
    public static RowSlices? Cut(ReadOnlyMemory<byte> json, string rowsName)
    {
        var bytes = json.Span;
        var rows = new List<ReadOnlyMemory<byte>>();
        int depth = 0, open = -1, close = -1, start = -1;
        for (var i = 0; i < bytes.Length; i++)
        {
            var inside = open >= 0 && close < 0;
            if (inside && depth == 2 && start < 0 && bytes[i] is not ((byte)',' or (byte)']' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')) start = i;
            switch (bytes[i])
            {
                case (byte)'"':
                    var end = EndOfString(bytes, i);
                    if (end < 0) return null;
                    if (open < 0 && depth == 1 && Names(bytes[(i + 1)..end], rowsName)) open = ArrayAfter(bytes, end + 1);
                    i = open > end ? open - 1 : end;
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']':
                    if (inside && depth == 2)
                    {
                        if (start >= 0) rows.Add(Trim(json[start..i]));
                        start = -1;
                        close = i;
                    }
                    depth--;
                    break;
                case (byte)',' when inside && depth == 2 && start >= 0:
                    rows.Add(Trim(json[start..i]));
                    start = -1;
                    break;
            }
        }
        if (depth != 0 || close < 0) return null;
        return new(new([.. bytes[..(open + 1)], .. bytes[close..]]), rows);
    }

    static int EndOfString(ReadOnlySpan<byte> bytes, int quote)
    {
        for (var i = quote + 1; i < bytes.Length; i++)
        {
            if (bytes[i] == '"') return i;
            if (bytes[i] == '\\') i++;
        }
        return -1;
    }

    static bool Names(ReadOnlySpan<byte> name, string rowsName) => Ascii.EqualsIgnoreCase(name, rowsName);

    static int ArrayAfter(ReadOnlySpan<byte> bytes, int from)
    {
        for (; from < bytes.Length; from++)
        {
            if (bytes[from] == '[') return from;
            if (bytes[from] is not ((byte)':' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')) return -1;
        }
        return -1;
    }

    static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> row)
    {
        while (row.Length > 0 && row.Span[^1] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') row = row[..^1];
        return row;
    }
}
