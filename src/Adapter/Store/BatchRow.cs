namespace Adapter.Store;

/// <summary>A message as it was stored before it was sent. It never changes; only its state does.</summary>
sealed record BatchRow
{
    public required string MessageId { get; init; }
    public required string BatchNo { get; init; }
    public required string Kind { get; init; }
    public required string AAB301 { get; init; }
    public required byte[] Body { get; init; }
    public required string EncType { get; init; }
    public required string SymmetricKey { get; init; }
    public required string IV { get; init; }
    /// <summary>sending, unknown or settled.</summary>
    public string State { get; init; } = UploadState.Sending;
    /// <summary>sending: the lease's end; unknown: when to ask or send again; 9999 = a person decides.</summary>
    public string DueAt { get; init; } = "";
    public string CreatedAt { get; init; } = "";
    public long Sends { get; init; } = 1;
}

sealed record Claim(BatchRow Batch, IReadOnlyList<UploadRow> Rows);

sealed record Lane
{
    public required string Kind { get; init; }
    public required string AAB301 { get; init; }
}

/// <summary>What an attempt did to one row.</summary>
sealed record Settlement
{
    public required UploadRow Row { get; init; }
    public required string State { get; init; }
    public string DueAt { get; init; } = "";
    public string Why { get; init; } = "";
    public required string Class { get; init; }
    public required string Code { get; init; }
    public required string Message { get; init; }
    public string? Field { get; init; }
    public long? BatchCap { get; init; }
    public bool Omitted { get; init; }
    /// <summary>False when no byte reached the ministry: no attempt was used up.</summary>
    public bool WasSent { get; init; } = true;

    /// <summary>All but the row: what rows of one fate share is written for all of them together.</summary>
    public (string, string, string, string, string, string, string?, long?, bool, bool) Fate => (State, DueAt, Why, Class, Code, Message, Field, BatchCap, Omitted, WasSent);
}

/// <summary>What an attempt did to the rows of a message, and how long its answer took.</summary>
sealed record Settled(BatchRow Batch, IReadOnlyList<Settlement> Settlements, long Milliseconds)
{
    public bool IsOfOneFate { get; } = Settlements.Count > 0 && Settlements.All(settlement => settlement.Fate == Settlements[0].Fate);

    /// <summary>When the first of its rows that are still open is due; null = none is.</summary>
    public string? OpenUntil { get; } = Settlements.Where(settlement => settlement.State == UploadState.Unknown).Min(settlement => settlement.DueAt);
}
