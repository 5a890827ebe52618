using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Adapter.Store;

/// <summary>The text of an API key: 256 random bits. What is stored is its beginning and its hash.</summary>
static class ApiSecret
{
    public static readonly IReadOnlyList<string> Scopes = ["read", "pull", "submit", "review", "operate", "admin"];

    const string Mark = "ak_";
    const int PrefixLength = 11;

    public static string Make() => Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>By which the row is found; null when this cannot be a key.</summary>
    public static string? PrefixOf(string secret) =>
        secret.Length > PrefixLength && secret.StartsWith(Mark, StringComparison.Ordinal) ? secret[..PrefixLength] : null;

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static bool Matches(string secret, ApiKeyRow row) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(secret)), Encoding.ASCII.GetBytes(row.Hash));
}
