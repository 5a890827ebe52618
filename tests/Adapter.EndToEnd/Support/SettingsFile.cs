using System.Text.Json;

namespace Adapter.EndToEnd.Support;

/// <summary>Settings as an operator writes them, with short waits.</summary>
static class SettingsFile
{
    /// <summary>The file's path.</summary>
    public static string Write(string folder, string ministry, IReadOnlyList<string> regions)
    {
        var key = Path.Combine(folder, "hmac.txt");
        File.WriteAllText(key, SimulatorProcess.Secret);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var file = Path.Combine(folder, "appsettings.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            Adapter = new
            {
                DataDirectory = Path.Combine(folder, "data"),
                Listen = "http://127.0.0.1:0",
                Regions = regions,
                Ministry = new
                {
                    BaseUrl = ministry,
                    Sender = "370000SYDJ01",
                    AllowPlainHttp = true,
                    Sign = new { Type = "HMAC-SM3", Key = $"file:{key}" },
                },
                Download = new { Jitter = "0s" },
                Delivery = new { FirstRetry = "100ms", MaxRetry = "2s", Lease = "5s" },
            },
        }));
        return file;
    }
}
