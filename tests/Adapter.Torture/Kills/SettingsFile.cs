using System.Text.Json;

namespace Adapter.Torture.Kills;

/// <summary>Settings as an operator writes them, with the shortest waits that may be set.</summary>
static class SettingsFile
{
    public static string Write(string folder, string ministry, IReadOnlyList<string> regions, int pageSize)
    {
        var file = Path.Combine(folder, "appsettings.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            Adapter = new
            {
                DataDirectory = Path.Combine(folder, "data"),
                Listen = "http://127.0.0.1:0",
                Regions = regions,
                Ministry = new { BaseUrl = ministry, Sender = "370000SYDJ01", AllowPlainHttp = true, Sign = new { Type = "NONE" } },
                Download = new { Cron = "* * * * * ?", Jitter = "0s", OverlapDays = 1, PageSize = pageSize, RepairCron = "0/3 * * * * ?" },
                Delivery = new { BatchSize = 5, FirstRetry = "10ms", MaxRetry = "200ms", Lease = "1s" },
            },
        }));
        return file;
    }
}
