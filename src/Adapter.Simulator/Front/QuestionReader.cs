using System.Runtime.InteropServices;
using System.Text.Json;
using Adapter.Contracts;
using Adapter.Wire;

namespace Adapter.Simulator;

/// <summary>Reads a message with its rows before anything is judged, so that the journal knows what came.</summary>
sealed class QuestionReader(Rulebook rules, Sealer sealer)
{
    public Question Read(ReadOnlyMemory<byte> bytes, Question question)
    {
        if (!Envelope.TryParse(rules.Profile, bytes, out var envelope, out _)) return question;
        question.Entry.MessageId = envelope![HeaderRole.MessageId];
        question = question with { Envelope = envelope };
        if (!sealer.TryDecrypt(envelope, out var body)) return question with { Decrypted = false };
        question.Entry.BodySm3 = Sm3.Hex(body);
        question = question with { BodyBytes = body.Length, Body = Parse(body) };
        return question.Body is { } parsed ? question with { Rows = ReadRows(parsed, question) } : question;
    }

    static JsonElement? Parse(byte[] body)
    {
        try
        {
            var root = JsonDocument.Parse(body).RootElement;
            return root.ValueKind == JsonValueKind.Object ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    IReadOnlyList<UploadedRow> ReadRows(JsonElement body, Question question)
    {
        if (rules.UploadKind(question.Interface) is not { } kind) return [];
        if (Question.Find(body, rules.Profile.Body.Rows) is not { ValueKind: JsonValueKind.Array } array) return [];
        UploadedRow[] rows = [.. array.EnumerateArray().Select(element => ReadRow(kind, element))];
        question.Entry.Rows = [.. rows.Select(row => row.Journal)];
        return rows;
    }

    UploadedRow ReadRow(Kind kind, JsonElement element)
    {
        var message = MessageReader.Read(kind, JsonMarshal.GetRawUtf8Value(element));
        var flag = Question.Text(element, rules.Profile.Body.OperFlag);
        var sm3 = ContentDigest.Of(message);
        return new(message, sm3, flag, new()
        {
            Kind = kind.Name,
            AAB301 = message["AAB301"] ?? "",
            AAZ341 = message["AAZ341"] ?? "",
            ADC201 = message["ADC201"] ?? "",
            ContentSm3 = sm3,
            OperFlag = flag,
        });
    }
}

/// <summary>A row as it came.</summary>
sealed record UploadedRow(Message Message, string Sm3, string OperFlag, JournalRow Journal);
