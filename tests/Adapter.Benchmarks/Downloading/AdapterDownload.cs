using Adapter.Benchmarks.Uploading;

namespace Adapter.Benchmarks.Downloading;

/// <summary><c>adapter download</c> as a process of its own.</summary>
static class AdapterDownload
{
    /// <summary>Seconds from the first page asked for to the end.</summary>
    public static async Task<double> Run(PagePlatform platform, IEnumerable<string> settings)
    {
        await Published.Do(["download", "--json", .. settings, .. AdapterUpload.Set([$"Ministry:BaseUrl={platform.Address}", "Ministry:Sign:Type=NONE"])]);
        return platform.SinceFirst();
    }
}
