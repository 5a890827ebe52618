using System.Text.Json;
using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>A field, the wrong code that it holds, and the right one.</summary>
sealed record CodeChange(string Field, string Is, string Becomes)
{
    /// <summary>As a job keeps it.</summary>
    public string Write() => JsonSerializer.Serialize(this);

    /// <exception cref="JsonException">It is none.</exception>
    public static CodeChange Read(string written) => JsonSerializer.Deserialize<CodeChange>(written)!;
}

/// <summary>Puts one wrong code right in many uploads that the platform refused.</summary>
sealed class CodeCorrections(Agreement agreement, Database database, UploadList uploads, Corrections corrections)
{
    /// <summary>Whether it is a field with a code table: no other is changed in many uploads at once.</summary>
    public bool IsCoded(string field) => agreement.Kinds.Any(kind => kind.IsUpload && kind.Find(field) is { Tables.Count: > 0 });

    /// <summary>Refused uploads that fit the filter and hold the wrong code, oldest first.</summary>
    public IReadOnlyList<UploadKey> Find(UploadFilter filter, CodeChange change) => [.. uploads.Every(database, filter with { State = UploadState.Failed })
        .Where(row => row.Class == "DataError" && Holds(row, change))
        .Select(UploadKey.Of)
        .Distinct()];

    /// <summary>One of them, unless it holds something else by now.</summary>
    public Task<Receipt> Apply(Actor by, UploadKey key, CodeChange change, string reason, bool isTrial) => corrections.Mend(by, key, Of(change, reason), isTrial);

    public Receipt Apply(Session session, Actor by, UploadKey key, CodeChange change, string reason) => corrections.Mend(session, by, key, Of(change, reason));

    static Correction Of(CodeChange change, string reason) => new()
    {
        Fields = new Dictionary<string, string?> { [change.Field] = change.Becomes },
        Held = new Dictionary<string, string?> { [change.Field] = change.Is },
        Reason = reason,
    };

    bool Holds(UploadRow row, CodeChange change) => MessageReader.Read(agreement.Kind(row.Kind), row.Payload)[change.Field] == change.Is;
}
