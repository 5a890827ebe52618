using System.Security.Cryptography;
using System.Text;
using Adapter.Contracts;
using Adapter.Settings;

namespace Adapter.Store;

/// <summary>
/// The keyed hash by which a person is found without the number standing in an index. The key is a file of its own,
/// outside the database and its backups; without it the hashes say nothing.
/// </summary>
sealed class Persons(AdapterSettings settings)
{
    const string KeyName = "person.key";

    readonly KeyFile file = new(settings, KeyName);
    readonly Lock gate = new();
    byte[]? key;

    /// <summary>Whether this data directory has held a record.</summary>
    public static bool WasUsed(AdapterSettings settings) => new KeyFile(settings, KeyName).Exists;

    /// <exception cref="StoreException">The key is not there: persons that are held already would be found no more.</exception>
    public static void Require(AdapterSettings settings) => new KeyFile(settings, KeyName).Read();

    /// <summary>The hash of the message's person (rules.md, "Person"); null when it names none.</summary>
    public string? HashOf(Message message) => Person.Of(message) is { } person ? Hash(person) : null;

    public string Hash(string person)
    {
        var digest = HMACSHA256.HashData(Key(), Encoding.UTF8.GetBytes($"person|{person}"));
        return Convert.ToHexStringLower(digest.AsSpan(0, 16));
    }

    byte[] Key()
    {
        lock (gate) return key ??= file.ReadOrCreate();
    }
}
