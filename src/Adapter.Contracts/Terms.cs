using System.Collections.Frozen;

namespace Adapter.Contracts;

/// <summary>What agreement and options settle for all checks.</summary>
sealed class Terms(Agreement agreement, ValidationOptions options)
{
    /// <summary>The on-line regions; empty = not known.</summary>
    public FrozenSet<string> Regions { get; } = options.Regions.ToFrozenSet(StringComparer.Ordinal);
    /// <summary>Lengths are GB18030 bytes, not code points.</summary>
    public bool CountsBytes { get; } = options.LengthUnit == "gb18030";
    public CodeTable RegionTable { get; } = agreement.Tables["region"];
    public IReadOnlyList<string> RefusalGrounds { get; } = agreement.RefusalGrounds;
}
