using System.Security.Cryptography;
using Adapter.Settings;

namespace Adapter.Store;

/// <summary>
/// A secret of 32 bytes in a file of its own in the data directory: outside the database and its backups, for us alone.
/// </summary>
sealed class KeyFile(AdapterSettings settings, string name)
{
    const int Length = 32;

    public string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(settings.DataDirectory, "keys", name));

    public bool Exists => File.Exists(Path);

    /// <exception cref="StoreException">It is not there, or is no key.</exception>
    public byte[] Read()
    {
        if (!Exists) throw new StoreException($"密钥文件 {Path} 不见了，没有它不能使用现有数据库。请从密钥的备份恢复该文件");
        var key = File.ReadAllBytes(Path);
        return key.Length == Length ? key : throw new StoreException($"密钥文件 {Path} 已损坏（应为 {Length} 字节）。请从密钥的备份恢复该文件");
    }

    public byte[] ReadOrCreate()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        if (!Exists) Create();
        return Read();
    }

    // Whole under its name or not there at all, whoever looks and whenever we stop.
    void Create()
    {
        var own = $"{Path}.{Environment.ProcessId}";
        using (var created = Durable.Create(own))
        {
            created.Write(RandomNumberGenerator.GetBytes(Length));
            created.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(own, Path);
            Durable.SyncFolder(Path);
        }
        catch (IOException) when (File.Exists(Path))
        {
            File.Delete(own);
        }
    }
}
