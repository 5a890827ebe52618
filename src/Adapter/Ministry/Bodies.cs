using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Adapter.Contracts;
using Adapter.Wire;

namespace Adapter.Ministry;

/// <summary>The JSON texts of our questions, in UTF-8.</summary>
sealed class Bodies(Profile profile)
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // As long as they mostly are.
    const int FewBytes = 1024;
    const int RowBytes = 1536;

    readonly BodyNames names = profile.Body;

    public ReadOnlyMemory<byte> Download(DownloadQuestion question) => Text(FewBytes, json =>
    {
        json.WriteString(names.Region, question.AAB301);
        json.WriteString(names.From, ChinaTime.Compact(question.From));
        json.WriteString(names.Until, ChinaTime.Compact(question.Until));
        json.WriteString(names.Scope, question.QueryScope ?? profile.Values.ScopeAll);
        json.WriteString(names.Application, question.ADC201);
        json.WriteString(names.PageNo, $"{question.PageNo}");
        json.WriteString(names.PageSize, $"{(question.PageSize > 0 ? question.PageSize : profile.Sizes.Page)}");
    });

    public ReadOnlyMemory<byte> Upload(string batchNo, IReadOnlyList<OutgoingRow> rows) => Text(FewBytes + (rows.Count * RowBytes), json =>
    {
        json.WriteString(names.BatchNo, batchNo);
        json.WriteString(names.RowCount, $"{rows.Count}");
        json.WriteStartArray(names.Rows);
        foreach (var row in rows) Row(json, row);
        json.WriteEndArray();
    });

    public ReadOnlyMemory<byte> Lookup(string region, Kind kind, IReadOnlyList<string> serials) => Text(FewBytes, json =>
    {
        json.WriteString(names.Region, region);
        json.WriteString(names.Kind, profile.Values.LookupKinds[kind.Name]);
        json.WriteStartArray(names.Serial);
        foreach (var serial in serials) json.WriteStringValue(serial);
        json.WriteEndArray();
    });

    public static ReadOnlyMemory<byte> Probe() => "{}"u8.ToArray();

    void Row(Utf8JsonWriter json, OutgoingRow row)
    {
        json.WriteStartObject();
        row.Message.WriteMembersTo(json);
        if (row.Correction) json.WriteString(names.OperFlag, profile.Values.OperCorrection);
        json.WriteEndObject();
    }

    static ReadOnlyMemory<byte> Text(int room, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(room);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
