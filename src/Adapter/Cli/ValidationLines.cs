using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Adapter.Contracts;

namespace Adapter.Cli;

/// <summary>One line of JSON for every record, in order.</summary>
sealed class ValidationLines : IRecordLines
{
    static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    readonly Utf8JsonWriter json = new(Stream.Null, Readable);

    public void Write(IBufferWriter<byte> utf8, long row, Message record, IReadOnlyList<Finding> findings)
    {
        json.Reset(utf8);
        json.WriteStartObject();
        json.WriteNumber("row", row);
        json.WriteString("key", record.Key);
        json.WriteBoolean("valid", !findings.Any(finding => finding.IsError));
        json.WriteStartArray("findings");
        foreach (var finding in findings) Write(finding);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        utf8.Write("\n"u8);
    }

    public void Close(TextWriter output, ValidationTally tally) { }

    void Write(Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("field", finding.Field);
        json.WriteString("rule", finding.Rule);
        json.WriteString("severity", finding.Severity);
        json.WriteString("message", finding.Message);
        json.WriteEndObject();
    }
}
