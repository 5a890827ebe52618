namespace Adapter.Files;

/// <summary>A stream that is held whole, unless it is longer than it may be.</summary>
static class Bounded
{
    /// <summary>All of it, from where it stands; null when it is longer.</summary>
    /// <param name="stream">Is read no further than the first part beyond the bound.</param>
    /// <param name="most">Bytes.</param>
    /// <param name="stop">Gives it up.</param>
    public static async Task<MemoryStream?> Read(Stream stream, int most, CancellationToken stop)
    {
        var held = new MemoryStream();
        var part = new byte[8192];
        for (int read; (read = await stream.ReadAsync(part, stop)) > 0;)
        {
            held.Write(part, 0, read);
            if (held.Length > most) return null;
        }
        return held;
    }
}
