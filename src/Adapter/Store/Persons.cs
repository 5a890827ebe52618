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
    const int KeyLength = 32;

    readonly Lock gate = new();
    byte[]? key;

    /// <summary>The hash of the message's person (rules.md, "Person"); null when it names none.</summary>
    public string? HashOf(Message message) => Person.Of(message) is { } person ? Hash(person) : null;

    public string Hash(string person)
    {
        var digest = HMACSHA256.HashData(Key(), Encoding.UTF8.GetBytes($"person|{person}"));
        return Convert.ToHexStringLower(digest.AsSpan(0, 16));
    }

    byte[] Key()
    {
        lock (gate) return key ??= ReadOrCreate(Path.Combine(settings.DataDirectory, "keys", "person.key"));
    }

    static byte[] ReadOrCreate(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (!File.Exists(file)) Create(file);
        var key = File.ReadAllBytes(file);
        return key.Length == KeyLength ? key : throw new InvalidDataException($"{file} is no key: restore it from its copy");
    }

    // Whole under its name or not there at all, whoever looks and whenever we stop.
    static void Create(string file)
    {
        var own = $"{file}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var created = new FileStream(own, options))
        {
            created.Write(RandomNumberGenerator.GetBytes(KeyLength));
            created.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(own, file);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(own);
        }
    }
}
