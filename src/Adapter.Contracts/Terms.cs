using System.Text;

namespace Adapter.Contracts;

/// <summary>What agreement and options settle for all checks.</summary>
sealed class Terms(Agreement agreement, ValidationOptions options)
{
    readonly CodeIndex<bool> regions = new(options.Regions.Distinct().Select(code => KeyValuePair.Create(code, true)));

    /// <summary>The on-line regions are configured.</summary>
    public bool KnowsRegions { get; } = options.Regions.Count > 0;
    /// <summary>Lengths are GB18030 bytes, not code points.</summary>
    public bool CountsBytes { get; } = options.LengthUnit == "gb18030";
    public CodeTable RegionTable { get; } = agreement.Tables["region"];
    /// <summary>As UTF-8.</summary>
    public IReadOnlyList<byte[]> RefusalGrounds { get; } = [.. agreement.RefusalGrounds.Select(Encoding.UTF8.GetBytes)];

    public bool IsOnline(ReadOnlySpan<byte> region) => regions.TryFind(region, out _);

    /// <summary>The on-line regions are known, and it is none of them.</summary>
    public bool IsOffline(ReadOnlySpan<byte> region) => KnowsRegions && !IsOnline(region);
}
