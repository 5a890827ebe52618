using System.Text;
using Adapter.Contracts;

namespace Adapter.Benchmarks.Uploading;

/// <summary>Records as a table of commas with the field codes above it, as a province exports them.</summary>
static class RecordTable
{
    public static async Task Write(string path, IEnumerable<Message> records)
    {
        await using var file = new StreamWriter(path, false, new UTF8Encoding(false));
        IReadOnlyList<string>? codes = null;
        foreach (var record in records)
        {
            if (codes is null) await file.WriteLineAsync(string.Join(',', codes = [.. record.Kind.Fields.Select(field => field.Code)]));
            await file.WriteLineAsync(string.Join(',', codes.Select(code => Cell(record[code]))));
        }
    }

    static string Cell(string? value) => value is null ? "" : value.AsSpan().IndexOfAny(",\"\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
