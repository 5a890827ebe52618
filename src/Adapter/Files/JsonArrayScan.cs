namespace Adapter.Files;

/// <summary>Cuts a JSON array into its elements without holding more than one.</summary>
sealed class JsonArrayScan(ByteWindow window)
{
    readonly byte[] element = new byte[RecordFile.LongestRecord];
    int length;
    int row;
    bool closed;

    /// <summary>The bytes of the element, white space around it included.</summary>
    public ReadOnlySpan<byte> Current => element.AsSpan(0, length);

    public bool IsTooLong { get; private set; }

    /// <summary>Reads up to and including the opening bracket.</summary>
    public void Open()
    {
        var first = TakeVisible() ?? throw RecordFile.Empty();
        if (first != '[') throw new FileFault("JSON文件应是一个数组（以 [ 开头）；一行一条记录的请用 .ndjson。");
    }

    /// <summary>Reads the next element; false after the closing bracket, when nothing but white space follows.</summary>
    public bool Next()
    {
        if (closed) return false;
        (length, IsTooLong) = (0, false);
        row++;
        var end = Scan();
        closed = end == ']';
        if (closed && TakeVisible() is not null) throw Broken();
        if (length > 0) return true;
        return closed && row == 1 ? false : throw Broken();
    }

    public FileFault Broken() => new($"JSON数组在第{row}条处残缺或有语法错误，后面的内容无法读取。");

    // Ends at the comma or bracket that ends the element.
    byte Scan()
    {
        var (depth, inString, escaped) = (0, false, false);
        while (Take() is { } b)
        {
            if (inString)
            {
                inString = escaped || b != '"';
                escaped = !escaped && b == '\\';
            }
            else if (depth == 0 && b is (byte)',' or (byte)']' && depth == 0) return b;
            else if (b == '"') inString = true;
            else if (b is (byte)'{' or (byte)'[') depth++;
            else if (b is (byte)'}' or (byte)']' && --depth < 0) throw Broken();
            Keep(b);
        }
        throw Broken();
    }

    void Keep(byte b)
    {
        if (length == 0 && IsSpace(b)) return;
        if (length == element.Length) IsTooLong = true;
        else element[length++] = b;
    }

    byte? TakeVisible()
    {
        while (Take() is { } b)
        {
            if (!IsSpace(b)) return b;
        }
        return null;
    }

    byte? Take()
    {
        if (window.Bytes.IsEmpty && !window.Fill()) return null;
        if (window.Bytes.IsEmpty) return Take();
        var first = window.Bytes[0];
        window.Skip(1);
        return first;
    }

    static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
