namespace Adapter.Delivery;

/// <summary>Something that a comparison could not decide; a person does.</summary>
/// <param name="Key"><c>kind/region/serial</c>, a region, or "" for the store as a whole.</param>
/// <param name="Code">A stable id.</param>
/// <param name="Why">For a person.</param>
sealed record Remainder(string Key, string Code, string Why);

/// <summary>What a comparison with the platform found and did.</summary>
sealed record Reconciled
{
    /// <summary>Receipts that were read.</summary>
    public long Receipts { get; init; }
    /// <summary>Keys that the store did not know, held now as delivered.</summary>
    public long Entered { get; init; }
    /// <summary>Uploads that were open here and are delivered: by a receipt, or as the platform holds them.</summary>
    public long Delivered { get; init; }
    /// <summary>Uploads that went to the operators' desk, as the platform holds something else.</summary>
    public long Conflicts { get; init; }
    /// <summary>Keys that the platform was asked about.</summary>
    public long Asked { get; init; }
    /// <summary>Uploads that go on as they are: the platform does not hold them, or a repetition is harmless.</summary>
    public long Open { get; init; }
    public IReadOnlyList<Remainder> Remaining { get; init; } = [];
    /// <summary>Nothing stands in the way of sending any more.</summary>
    public bool IsCleared { get; init; }
}
