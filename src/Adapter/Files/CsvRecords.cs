using System.Text;
using Adapter.Contracts;
using Sylvan.Data.Csv;

namespace Adapter.Files;

/// <summary>A comma-separated table whose header line has the field codes.</summary>
static class CsvRecords
{
    static readonly CsvDataReaderOptions Options = new()
    {
        HasHeaders = false,
        Delimiter = ',',
        BufferSize = 1 << 16,
        MaxBufferSize = RecordFile.LongestRecord,
        ResultSetMode = ResultSetMode.SingleResult,
    };

    public static IEnumerable<Message> Read(Kind kind, Stream utf8)
    {
        using var text = new StreamReader(utf8, Encoding.UTF8, true, 1 << 16);
        using var rows = Guarded(0, () => CsvDataReader.Create(text, Options));
        if (!Guarded(1, rows.Read)) throw RecordFile.Empty();
        var header = new Header(kind, Cells(rows));
        for (var row = 2; Guarded(row, rows.Read); row++)
        {
            var cells = Guarded(row, () => Cells(rows));
            if (cells.TrueForAll(string.IsNullOrWhiteSpace)) continue;
            yield return header.Record(cells, []);
        }
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
