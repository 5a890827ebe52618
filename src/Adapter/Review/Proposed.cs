using System.Text.Json;
using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>What one person proposes and another approves, as it is kept.</summary>
/// <param name="Fields">Field code to what it would hold.</param>
/// <param name="Confirm">Rules that whoever proposes it has confirmed.</param>
sealed record Proposed(IReadOnlyDictionary<string, string?> Fields, IReadOnlyCollection<string> Confirm)
{
    /// <summary>The name of its <see cref="ISeconded"/>.</summary>
    public string Act { get; init; } = SecondedCorrection.Name;

    /// <summary>What the fields held when it was proposed; empty where that does not matter.</summary>
    public IReadOnlyDictionary<string, string?> Held { get; init; } = new Dictionary<string, string?>();

    public static Proposed Of(ProposalRow row) => JsonSerializer.Deserialize<Proposed>(row.Payload)!;

    public byte[] ToPayload() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>Still about the same record: nothing it was proposed for has changed.</summary>
    public bool IsOf(Message message) => Held.All(held => Same(message[held.Key], held.Value));

    public static bool Same(string? one, string? other) => (one ?? "") == (other ?? "");
}

/// <summary>An act that takes two people: one proposes, another looks and approves.</summary>
interface ISeconded
{
    string Act { get; }

    /// <summary>The record that it would be done to; null when there is none.</summary>
    SecondedRecord? Find(Session session, string subject);

    /// <summary>What it would be answered; nothing is written.</summary>
    Receipt Preview(Session session, string subject, Proposed what, string reason);

    /// <summary>Done in the transaction of the approval, and noted in the log.</summary>
    Receipt Approve(Session session, Actor by, ProposalRow row);
}

/// <summary>Whose record it is.</summary>
sealed record SecondedRecord(string AAB301, string? Person);
