using Adapter.Benchmarks.Downloading;
using Adapter.EndToEnd.Support;

namespace Adapter.Benchmarks.Figures;

/// <summary>Applications from the first page asked for to the last one kept: <c>adapter download</c> against a pipeline without rules.</summary>
sealed class DownloadFigure : IFigure
{
    const int Records = 20_000;
    static readonly string[] Regions = ["370102", "370103"];

    readonly string folder = Directory.CreateTempSubdirectory("adapter-bench-").FullName;
    PagePlatform platform = null!;
    int rounds;

    public string Name => "download-bare";
    public string What => "download, parse, validate, commit, against a bare pipeline (same pages, raw page and rows kept, no rules)";
    public string Unit => "records";
    public double Wanted => 0.75;
    public int Counted => 5;

    public async Task<IReadOnlyList<Contestant>> Prepare()
    {
        platform = await PagePlatform.Start(Regions, Records);
        return [new("adapter", Ours), new("bare pipeline", Bare)];
    }

    string Fresh() => Directory.CreateDirectory(Path.Combine(folder, $"{rounds++}")).FullName;

    async Task<Worked> Ours() => new(Records, await AdapterDownload.Run(platform, ["--settings", SettingsFile.Write(Fresh(), platform.Address, Regions)]));

    async Task<Worked> Bare()
    {
        using var pipeline = new BarePipeline(Fresh(), new(platform.Address));
        foreach (var region in Regions) await pipeline.Run(region, Records / Regions.Length / PagePlatform.PageSize);
        return new(Records, platform.SinceFirst());
    }

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
