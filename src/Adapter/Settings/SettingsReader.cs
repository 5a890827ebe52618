namespace Adapter.Settings;

/// <summary>Reads section <c>Adapter</c> from all its layers; every key that may be set is asked for here or in a part beside it.</summary>
static class SettingsReader
{
    public static SettingsReport Read(SettingsSource source)
    {
        var layers = SettingsLayers.Of(source);
        var report = new SettingsReport { File = layers.File };
        report.Errors.AddRange(layers.Problems);
        report.Settings = ReadAll(new SettingsValues(layers, report));
        report.Errors.AddRange(UnknownSettings.In(layers, report.Known));
        if (report.Errors.Count == 0) SettingsRules.Check(report);
        return report;
    }

    static AdapterSettings ReadAll(SettingsValues values)
    {
        var otherwise = new AdapterSettings();
        return new()
        {
            DataDirectory = values.Optional("DataDirectory") ?? otherwise.DataDirectory,
            Store = values.Choice("Store", otherwise.Store, "sqlite", "postgres"),
            ConnectionString = values.Secret("ConnectionString"),
            Listen = values.Text("Listen", otherwise.Listen),
            ListenCertificate = values.Optional("Listen:Certificate"),
            AllowedHosts = values.List("AllowedHosts", otherwise.AllowedHosts),
            Regions = RegionList.Read(values, "Regions"),
            Ministry = MinistrySection.Read(values.Below("Ministry")),
            Download = ReadDownload(values.Below("Download"), otherwise.Download),
            Delivery = ReadDelivery(values.Below("Delivery"), otherwise.Delivery),
            Deregistration = new() { Cron = values.Cron("Deregistration:Cron", otherwise.Deregistration.Cron) },
            Review = ReadReview(values.Below("Review"), otherwise.Review),
            Serial = ReadSerial(values.Below("Serial"), otherwise.Serial),
            Receipts = new() { Directory = values.Optional("Receipts:Directory") },
            Accounts = ReadAccounts(values.Below("Accounts"), otherwise.Accounts),
            Desk = new()
            {
                BulkLimit = values.Whole("Desk:BulkLimit", otherwise.Desk.BulkLimit, 0, 1_000_000),
                ExportLimit = values.Whole("Desk:ExportLimit", otherwise.Desk.ExportLimit, 0, 1_000_000),
            },
            LengthUnit = values.Choice("LengthUnit", otherwise.LengthUnit, "characters", "gb18030"),
            Contracts = values.Optional("Contracts"),
        };
    }

    static DownloadSettings ReadDownload(SettingsValues values, DownloadSettings otherwise) => new()
    {
        Cron = values.Cron("Cron", otherwise.Cron),
        Jitter = values.Time("Jitter", otherwise.Jitter, TimeSpan.Zero, TimeSpan.FromHours(1)),
        OverlapDays = values.Whole("OverlapDays", otherwise.OverlapDays, 0, 60),
        PageSize = values.Whole("PageSize", otherwise.PageSize, 1, 500),
        RepairCron = values.Cron("RepairCron", otherwise.RepairCron),
    };

    static DeliverySettings ReadDelivery(SettingsValues values, DeliverySettings otherwise) => new()
    {
        Parallel = values.Whole("Parallel", otherwise.Parallel, 1, 64),
        BatchSize = values.Whole("BatchSize", otherwise.BatchSize, 1, 500),
        RatePerSecond = values.Number("RatePerSecond", otherwise.RatePerSecond, 10_000),
        FirstRetry = values.Time("FirstRetry", otherwise.FirstRetry, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1)),
        MaxRetry = values.Time("MaxRetry", otherwise.MaxRetry, TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(1)),
        WarnAge = values.Time("WarnAge", otherwise.WarnAge, TimeSpan.FromMinutes(1), TimeSpan.FromDays(60)),
        OnUnknown = values.Choice("OnUnknown", otherwise.OnUnknown, "resend", "query", "park"),
        Lease = values.Time("Lease", otherwise.Lease, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
    };

    static SerialSettings ReadSerial(SettingsValues values, SerialSettings otherwise) => new()
    {
        Allocate = values.Flag("Allocate", otherwise.Allocate),
        From = values.Whole("From", 0, 999_999),
        To = values.Whole("To", 0, 999_999),
    };

    static ReviewSettings ReadReview(SettingsValues values, ReviewSettings otherwise) => new()
    {
        Days = values.Whole("Days", otherwise.Days, 1, 60),
        Undo = values.Time("Undo", otherwise.Undo, TimeSpan.Zero, TimeSpan.FromMinutes(10)),
        Claim = values.Time("Claim", otherwise.Claim, TimeSpan.FromMinutes(5), TimeSpan.FromDays(3)),
    };

    static AccountSettings ReadAccounts(SettingsValues values, AccountSettings otherwise) => new()
    {
        PasswordPolicy = values.Choice("PasswordPolicy", otherwise.PasswordPolicy, "mlps3", "length"),
        PasswordAge = values.Time("PasswordAge", otherwise.PasswordAge, TimeSpan.FromDays(1), TimeSpan.FromDays(3650)),
        Attempts = values.Whole("Attempts", otherwise.Attempts, 3, 20),
        Lockout = values.Time("Lockout", otherwise.Lockout, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)),
        Idle = values.Time("Idle", otherwise.Idle, TimeSpan.FromMinutes(1), TimeSpan.FromHours(8)),
        Longest = values.Time("Longest", otherwise.Longest, TimeSpan.FromMinutes(10), TimeSpan.FromHours(24)),
        OpenIdConnect = new()
        {
            Authority = values.Optional("OpenIdConnect:Authority"),
            ClientId = values.Optional("OpenIdConnect:ClientId"),
            ClientSecret = values.Secret("OpenIdConnect:ClientSecret"),
        },
    };
}
