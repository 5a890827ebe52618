using Adapter.Hosting;
using Adapter.Settings;

namespace Adapter.Cli;

/// <summary>Whether <c>run</c> is at work on this machine.</summary>
static class Daemon
{
    public static async Task<bool> IsRunning(AdapterSettings settings, CancellationToken stop) =>
        AddressOf(settings) is { } url && await AnswersAt(url, stop);

    // A port that the system chooses stands in no setting.
    static Uri? AddressOf(AdapterSettings settings) => ListenRules.AddressOf(settings.Listen) is { Port: 0 }
        ? ListenRules.AddressOf(DataFolder.Told(settings.DataDirectory) ?? "")
        : ListenRules.AddressOf(settings.Listen);

    public static async Task<bool> AnswersAt(Uri url, CancellationToken stop)
    {
        try
        {
            // Only asks whether it is ours; the certificate is looked at by its own check.
            using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
            using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(3) };
            var host = ListenRules.IsEverywhere(url) ? "127.0.0.1" : url.Host;
            return (await client.GetStringAsync($"{url.Scheme}://{host}:{url.Port}/health/live", stop)).Contains("\"live\"", StringComparison.Ordinal);
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return false;
        }
    }
}
