using Adapter.Contracts;

namespace Adapter.Ministry;

/// <summary>One page of applications of a region; both days are included.</summary>
sealed record DownloadQuestion
{
    public required string AAB301 { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly Until { get; init; }
    /// <summary>Null = all in the window, whatever their state.</summary>
    public string? QueryScope { get; init; }
    /// <summary>Only this application; "" = all.</summary>
    public string ADC201 { get; init; } = "";
    public int PageNo { get; init; } = 1;
    /// <summary>0 = the profile's.</summary>
    public int PageSize { get; init; }
    /// <summary>Null = a new one.</summary>
    public string? MessageId { get; init; }
}

/// <summary>A record to send; a correction replaces a version that was delivered.</summary>
sealed record OutgoingRow(Message Message, bool Correction = false);

/// <summary>A batch as it is stored before it is sent. It never changes: a resend takes exactly this.</summary>
sealed record UploadBatch
{
    public required string MessageId { get; init; }
    public required string BatchNo { get; init; }
    public required Kind Kind { get; init; }
    public required string AAB301 { get; init; }
    /// <summary>AAZ341 of the rows, in their order.</summary>
    public required IReadOnlyList<string> Serials { get; init; }
    /// <summary>The exact MessageBody in UTF-8, encrypted when EncType says so.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
    public required string EncType { get; init; }
    public string SymmetricKey { get; init; } = "";
    public string IV { get; init; } = "";
}
