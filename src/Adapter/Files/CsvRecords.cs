using System.Text;
using Adapter.Contracts;
using Sylvan.Data.Csv;

namespace Adapter.Files;

/// <summary>A table whose header line has the field codes; commas between its cells, or the tabs that its first line has.</summary>
static class CsvRecords
{
    const int MostOfFirstLine = 1 << 16;

    static CsvDataReaderOptions Options(char delimiter) => new()
    {
        HasHeaders = false,
        Delimiter = delimiter,
        BufferSize = 1 << 16,
        MaxBufferSize = RecordFile.LongestRecord,
        ResultSetMode = ResultSetMode.SingleResult,
    };

    /// <param name="kind">Of the records.</param>
    /// <param name="utf8">The table.</param>
    /// <param name="map">Its columns may have other names, and its cells the mark of a text (<see cref="TextCell"/>).</param>
    public static IEnumerable<FileRow> Read(Kind kind, Stream utf8, FieldMap? map)
    {
        var head = new byte[MostOfFirstLine];
        var length = utf8.ReadAtLeast(head, head.Length, false);
        using var text = new StreamReader(new PrefixedStream(head.AsMemory(0, length), utf8), Encoding.UTF8, true, 1 << 16);
        using var rows = Guarded(0, () => CsvDataReader.Create(text, Options(DelimiterOf(head.AsSpan(0, length)))));
        if (!Guarded(1, rows.Read)) throw RecordFile.Empty();
        var titles = Cells(rows);
        var header = new Header(kind, map is null ? titles : titles.ConvertAll(TextCell.Read), map);
        for (var row = 2; Guarded(row, rows.Read); row++)
        {
            var cells = Guarded(row, () => Cells(rows));
            if (cells.TrueForAll(string.IsNullOrWhiteSpace)) continue;
            if (map is not null) cells = cells.ConvertAll(TextCell.Read);
            yield return header.Row(row, cells, []);
        }
    }

    static char DelimiterOf(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOfAny((byte)'\r', (byte)'\n');
        var line = end < 0 ? head : head[..end];
        return line.Count((byte)'\t') > line.Count((byte)',') ? '\t' : ',';
    }

    static List<string> Cells(CsvDataReader rows)
    {
        var cells = new List<string>(rows.RowFieldCount);
        for (var i = 0; i < rows.RowFieldCount; i++) cells.Add(rows.GetString(i));
        return cells;
    }

    static T Guarded<T>(int row, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is CsvFormatException or CsvRecordTooLargeException or CsvConfigurationException)
        {
            throw new FileFault($"CSV第{row}行处引号不配对、过长或格式有误，后面的内容无法读取。", fault);
        }
    }
}
