namespace Adapter.Desk;

/// <summary>What a reviewer wants a second person to agree to: field code to value, and why.</summary>
sealed record IdentityChange(IReadOnlyDictionary<string, string?> Fields, string Reason);
