using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Adapter.Contracts;
using Adapter.Wire;

namespace Adapter.Ministry;

/// <summary>The JSON texts of our questions.</summary>
sealed class Bodies(Profile profile)
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly BodyNames names = profile.Body;

    public string Download(DownloadQuestion question) => Text(json =>
    {
        json.WriteString(names.Region, question.AAB301);
        json.WriteString(names.From, ChinaTime.Compact(question.From));
        json.WriteString(names.Until, ChinaTime.Compact(question.Until));
        json.WriteString(names.Scope, question.QueryScope ?? profile.Values.ScopeAll);
        json.WriteString(names.Application, question.ADC201);
        json.WriteString(names.PageNo, $"{question.PageNo}");
        json.WriteString(names.PageSize, $"{(question.PageSize > 0 ? question.PageSize : profile.Sizes.Page)}");
    });

    public string Upload(string batchNo, IReadOnlyList<OutgoingRow> rows) => Text(json =>
    {
        json.WriteString(names.BatchNo, batchNo);
        json.WriteString(names.RowCount, $"{rows.Count}");
        json.WriteStartArray(names.Rows);
        foreach (var row in rows) Row(json, row);
        json.WriteEndArray();
    });

    public string Lookup(string region, Kind kind, IReadOnlyList<string> serials) => Text(json =>
    {
        json.WriteString(names.Region, region);
        json.WriteString(names.Kind, profile.Values.LookupKinds[kind.Name]);
        json.WriteStartArray(names.Serial);
        foreach (var serial in serials) json.WriteStringValue(serial);
        json.WriteEndArray();
    });

    public static string Probe() => "{}";

    void Row(Utf8JsonWriter json, OutgoingRow row)
    {
        json.WriteStartObject();
        foreach (var field in row.Message.Kind.Fields) json.WriteString(field.Code, row.Message[field.Index] ?? "");
        if (row.Correction) json.WriteString(names.OperFlag, profile.Values.OperCorrection);
        json.WriteEndObject();
    }

    static string Text(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
