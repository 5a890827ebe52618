namespace Adapter.Settings;

/// <summary>Section <c>Adapter</c>: every key, its default. What a key means stands in appsettings.example.json.</summary>
public sealed record AdapterSettings
{
    public string DataDirectory { get; init; } = "data";
    public string Store { get; init; } = "sqlite";
    public string? ConnectionString { get; init; }
    public string Listen { get; init; } = "http://127.0.0.1:5080";
    public string? ListenCertificate { get; init; }
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];
    public IReadOnlyList<RegionSettings> Regions { get; init; } = [];
    public MinistrySettings Ministry { get; init; } = new();
    public DownloadSettings Download { get; init; } = new();
    public DeliverySettings Delivery { get; init; } = new();
    public DeregistrationSettings Deregistration { get; init; } = new();
    public ReviewSettings Review { get; init; } = new();
    public SerialSettings Serial { get; init; } = new();
    public ReceiptSettings Receipts { get; init; } = new();
    public AccountSettings Accounts { get; init; } = new();
    public DeskSettings Desk { get; init; } = new();
    public string LengthUnit { get; init; } = "characters";
    /// <summary>A folder whose files overlay the embedded contracts/.</summary>
    public string? Contracts { get; init; }
}

/// <summary>An on-line region: a code alone, or an object.</summary>
public sealed record RegionSettings
{
    public required string Code { get; init; }
    public string? Name { get; init; }
    /// <summary>Bounds the first download.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }
    public string? Successor { get; init; }
    public string? Contact { get; init; }
    /// <summary>live or test.</summary>
    public string Mode { get; init; } = "live";
}

public sealed record MinistrySettings
{
    public string BaseUrl { get; init; } = "";
    public string Profile { get; init; } = "mohrss-msg-json/1";
    public string Sender { get; init; } = "";
    public string Recver { get; init; } = "000000XTPT01";
    public string Node { get; init; } = "01";
    public SignSettings Sign { get; init; } = new();
    public TlsSettings Tls { get; init; } = new();
    public IReadOnlyList<string> Capabilities { get; init; } = ["Upsert", "ReRead", "Correct"];
    public IReadOnlyList<ClosedSettings> Closed { get; init; } = [];
    /// <summary>none or sm4.</summary>
    public string Encrypt { get; init; } = "none";
    public bool AllowPlainHttp { get; init; }
}

/// <summary>Type SM2, HMAC-SM3 or NONE. Key and PlatformKey hold the key text itself; <c>file:PATH</c> is already resolved.</summary>
public sealed record SignSettings
{
    public string Type { get; init; } = "SM2";
    public string? Key { get; init; }
    public string? PlatformKey { get; init; }
    public string UserId { get; init; } = "1234567812345678";
}

public sealed record TlsSettings
{
    public string? ClientCertificate { get; init; }
    public string? Password { get; init; }
    public string? Authority { get; init; }
}

/// <summary>
/// A maintenance window in China time: weekly (<c>Days</c> with clock times) or dated (date-times, no <c>Days</c>).
/// </summary>
public sealed record ClosedSettings
{
    /// <summary>Null = every interface.</summary>
    public string? Interface { get; init; }
    /// <summary>Mon .. Sun; empty with clock times = every day.</summary>
    public IReadOnlyList<string> Days { get; init; } = [];
    /// <summary><c>22:00</c> or <c>2026-02-13T18:00</c>.</summary>
    public required string From { get; init; }
    /// <summary>Exclusive; a clock time before From is on the next day.</summary>
    public required string Until { get; init; }
}

public sealed record DownloadSettings
{
    public string Cron { get; init; } = "0 0 * * * ?";
    public TimeSpan Jitter { get; init; } = TimeSpan.FromMinutes(5);
    public int OverlapDays { get; init; } = 3;
    public int PageSize { get; init; } = 100;
    /// <summary>When the last ten days are downloaded again.</summary>
    public string RepairCron { get; init; } = "0 30 3 * * ?";
}

public sealed record DeliverySettings
{
    public int Parallel { get; init; } = 8;
    public int BatchSize { get; init; } = 20;
    public double RatePerSecond { get; init; }
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(5);
    public TimeSpan MaxRetry { get; init; } = TimeSpan.FromMinutes(30);
    public TimeSpan WarnAge { get; init; } = TimeSpan.FromDays(1);
    /// <summary>resend, query or park.</summary>
    public string OnUnknown { get; init; } = "resend";
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);
}

public sealed record DeregistrationSettings
{
    /// <summary>Empty = sent at once.</summary>
    public string Cron { get; init; } = "";
}

public sealed record ReviewSettings
{
    /// <summary>Working days after AAE127 until the platform must have accepted.</summary>
    public int Days { get; init; } = 3;
    /// <summary>So long a decision of the desk waits, and can be taken back.</summary>
    public TimeSpan Undo { get; init; } = TimeSpan.FromSeconds(10);
    /// <summary>So long an application is one reviewer's, unless the reviewer goes on with it.</summary>
    public TimeSpan Claim { get; init; } = TimeSpan.FromHours(2);
}

public sealed record SerialSettings
{
    public bool Allocate { get; init; } = true;
    public int? From { get; init; }
    public int? To { get; init; }
}

public sealed record ReceiptSettings
{
    /// <summary>A second place, to which receipts of accepted uploads are written as they come; null = nowhere.</summary>
    public string? Directory { get; init; }
}

public sealed record AccountSettings
{
    /// <summary>mlps3: 15 characters of three kinds, changed every <see cref="PasswordAge"/>. length: 15 characters, whatever they are.</summary>
    public string PasswordPolicy { get; init; } = "mlps3";
    public TimeSpan PasswordAge { get; init; } = TimeSpan.FromDays(90);
    /// <summary>So many wrong passwords lock an account.</summary>
    public int Attempts { get; init; } = 5;
    public TimeSpan Lockout { get; init; } = TimeSpan.FromMinutes(15);
    /// <summary>A visit ends when nothing was done for so long.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(15);
    /// <summary>A visit ends after so long in any case.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(8);
    public OpenIdConnectSettings OpenIdConnect { get; init; } = new();
}

/// <summary>An identity provider by which people may sign in beside their passwords.</summary>
public sealed record OpenIdConnectSettings
{
    /// <summary>Null = none.</summary>
    public string? Authority { get; init; }
    public string? ClientId { get; init; }
    public string? ClientSecret { get; init; }
}

public sealed record DeskSettings
{
    /// <summary>More uploads than this at once need a second person; 0 = never.</summary>
    public int BulkLimit { get; init; } = 1000;
    /// <summary>So many records may a person take out as tables in a China day.</summary>
    public int ExportLimit { get; init; } = 10_000;
}
