using System.Security.Cryptography;
using System.Text;

namespace Adapter.Torture.PowerLoss;

/// <summary>Tells whether the same files, byte for byte, were met before: what was seen of them is true of them again.</summary>
static class Files
{
    public static string Digest(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{content.Length}\0"));
            hash.AppendData(content);
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
