using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Adapter.Contracts;

namespace Adapter.Cli;

/// <summary>One line of JSON for every record, in order.</summary>
sealed class ValidationLines(TextWriter output) : IValidationReport
{
    const int Enough = 1 << 16;

    static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    readonly ArrayBufferWriter<byte> bytes = new(Enough);
    readonly Utf8JsonWriter json = new(Stream.Null, Readable);

    public void Add(long row, Message record, IReadOnlyList<Finding> findings)
    {
        json.Reset(bytes);
        json.WriteStartObject();
        json.WriteNumber("row", row);
        json.WriteString("key", record.Key);
        json.WriteBoolean("valid", !findings.Any(finding => finding.IsError));
        json.WriteStartArray("findings");
        foreach (var finding in findings) Write(finding);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        bytes.Write("\n"u8);
        if (bytes.WrittenCount > Enough) Flush();
    }

    public void Close() => Flush();

    public void Dispose()
    {
        Flush();
        json.Dispose();
    }

    void Write(Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("field", finding.Field);
        json.WriteString("rule", finding.Rule);
        json.WriteString("severity", finding.Severity);
        json.WriteString("message", finding.Message);
        json.WriteEndObject();
    }

    void Flush()
    {
        output.Write(Encoding.UTF8.GetString(bytes.WrittenSpan));
        output.Flush();
        bytes.ResetWrittenCount();
    }
}
