using System.Text.Json;
using Adapter.Wire;

namespace Adapter.Simulator;

/// <summary>One message that came in, read as far as it can be read.</summary>
sealed record Question
{
    public required string Interface { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required JournalEntry Entry { get; init; }
    public IReadOnlyList<FaultHit> Hits { get; init; } = [];
    /// <summary>Null when it is no message.</summary>
    public Envelope? Envelope { get; init; }
    /// <summary>The plain body; null when it cannot be decrypted or is no JSON object.</summary>
    public JsonElement? Body { get; init; }
    public int BodyBytes { get; init; }
    public bool Decrypted { get; init; } = true;
    public IReadOnlyList<UploadedRow> Rows { get; init; } = [];

    /// <summary>A member of the body, its name compared without case; "" when missing or null.</summary>
    public string Member(string name) => Body is { } body ? Text(body, name) : "";

    public static string Text(JsonElement element, string name) => Find(element, name) is { } value
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            _ => "",
        }
        : "";

    public static JsonElement? Find(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        foreach (var member in element.EnumerateObject())
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)) return member.Value;
        return null;
    }
}
