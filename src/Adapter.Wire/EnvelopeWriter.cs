using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Adapter.Wire;

static class EnvelopeWriter
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Envelope envelope)
    {
        var names = envelope.Profile.Envelope;
        // Every quotation mark of the body becomes two.
        var buffer = new ArrayBufferWriter<byte>(envelope.BodyBytes.Length + (envelope.BodyBytes.Length / 4) + 1024);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteStartObject(names.Header);
        foreach (var (name, value) in envelope.Header) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteString(names.Body, envelope.BodyBytes.Span);
        json.WriteString(names.EncType, envelope.EncType);
        json.WriteString(names.SymmetricKey, envelope.SymmetricKey);
        json.WriteString(names.Iv, envelope.IV);
        json.WriteString(names.SignType, envelope.SignType);
        json.WriteString(names.Sign, envelope.Sign);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
