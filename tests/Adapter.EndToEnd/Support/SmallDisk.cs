namespace Adapter.EndToEnd.Support;

/// <summary>A disk of two megabytes in memory. Where the system lets nobody mount one, there is none.</summary>
sealed class SmallDisk : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Folder { get; } = Directory.CreateTempSubdirectory("adapter-disk-").FullName;

    /// <summary>Null where the system refuses.</summary>
    public static async Task<SmallDisk?> Mount()
    {
        var disk = new SmallDisk();
        if (await Do("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.Folder)) return disk;
        Directory.Delete(disk.Folder);
        return null;
    }

    public async Task Resize(string size) => Assert.True(await Do("mount", "-o", $"remount,size={size}", Folder));

    public async ValueTask DisposeAsync()
    {
        Assert.True(await Do("umount", "-l", Folder));
        Directory.Delete(Folder);
    }

    static async Task<bool> Do(string program, params string[] arguments)
    {
        await using var child = Child.Start(program, arguments);
        return await child.Ended(Patience) == 0;
    }
}
