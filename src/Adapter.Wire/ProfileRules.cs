namespace Adapter.Wire;

/// <summary>What a header member is for, whatever the platform calls it.</summary>
public enum HeaderRole { Version, MessageId, Sender, Recver, BusinessCode, Date, Time, Source, Digest, RefMessageId, ReturnResult, ReturnMessage }

/// <summary>How a call travels. Sizes in bytes unless the name says otherwise.</summary>
public sealed record TransportRules
{
    /// <summary>Behind the base address; {interface} stands for the interface's code.</summary>
    public required string Path { get; init; }
    public required string ContentType { get; init; }
    public required TimeSpan ConnectTimeout { get; init; }
    public required TimeSpan CallTimeout { get; init; }
    public required int MaxAnswerBytes { get; init; }
    public required int MinBytesPerSecond { get; init; }
    public required int MaxHeaderKilobytes { get; init; }
    public required int MaxDepth { get; init; }
    /// <summary>How far a message's date and time may be off.</summary>
    public required TimeSpan ClockWindow { get; init; }
}

/// <summary>Names and fixed values of the envelope around header and body.</summary>
public sealed record EnvelopeNames
{
    public required string Header { get; init; }
    public required string Body { get; init; }
    public required string EncType { get; init; }
    public required string SymmetricKey { get; init; }
    public required string Iv { get; init; }
    public required string SignType { get; init; }
    public required string Sign { get; init; }
    /// <summary>The name under which the body stands in the signed text.</summary>
    public required string SignedBody { get; init; }
    public required string EncNone { get; init; }
    public required string EncSm4 { get; init; }
    public required string SignSm2 { get; init; }
    public required string SignHmac { get; init; }
    public required string SignNone { get; init; }
}

/// <summary>One header member; <c>Value</c> when it is always the same.</summary>
public sealed record HeaderRule(HeaderRole Role, string Name, string? Value = null);

/// <summary>Lengths in characters, the time by .NET format.</summary>
public sealed record MessageIdLayout(int SenderLength, string TimeFormat, int NodeLength, int SequenceLength)
{
    /// <summary>Of the whole MessageId.</summary>
    public int Length => SenderLength + TimeFormat.Length + NodeLength + SequenceLength;
}

/// <summary>One interface; Role is download, upload, lookup or probe.</summary>
public sealed record InterfaceRule(string Code, string Role, string Title);

/// <summary>Bounds of pages, batches and look-ups.</summary>
public sealed record SizeRules(int Page, int MaxPage, int Batch, int MaxBatch, int MaxBatchBytes, int MaxLookup);

/// <summary>One code: our stable id, its class, what it means, how to mend it, and the finding rules it answers for.</summary>
public sealed record CodeRule(string Code, string Class, string Means, string Mend, string Id = "")
{
    public IReadOnlyList<string> Rules { get; init; } = [];
}

/// <summary>A text that, found in a message, gives a class when the code does not.</summary>
public sealed record MessageRule(string Pattern, string Class, string Means, string Mend);

/// <summary>An HTTP status and its class; a status that is not listed says nothing about what was done.</summary>
public sealed record HttpRule(int Status, string Class, string Means, string Mend);
