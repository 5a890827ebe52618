using System.Net.Security;
using Adapter.Contracts;
using Adapter.Ministry;
using Adapter.Settings;
using Adapter.Wire;

namespace Adapter.Cli;

/// <summary>Asks the platform whether it is there, whether it knows us, and what time it has.</summary>
sealed class MinistryChecks(AdapterSettings settings, TimeProvider time)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    readonly Profile profile = Profile.Load(Agreement.Load(settings.Contracts), settings.Ministry.Profile);

    public async Task<IReadOnlyList<Checkup>> Run(CancellationToken stop)
    {
        var clock = await OfClock(stop);
        var probe = await OfProbe(stop);
        return clock is null ? [probe] : [probe, clock];
    }

    async Task<Checkup> OfProbe(CancellationToken stop)
    {
        const string What = "部平台连通";
        var services = new ServiceCollection().AddLogging().AddSingleton(time).AddMinistry(settings, profile);
        await using var provider = services.BuildServiceProvider();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            var outcome = await provider.GetRequiredService<MinistryClient>().Probe(patience.Token);
            return outcome.IsDelivered
                ? Checkup.Passed("ministry", What, $"{settings.Ministry.BaseUrl} 应答正常，签名通过")
                : new("ministry", What, Health.Failed, $"{outcome.Message.TrimEnd('。')}（{outcome.Code}）", MendOf(outcome.Code));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new("ministry", What, Health.Failed, $"{Patience.TotalSeconds} 秒内没有应答", "请检查网络、地址和防火墙");
        }
    }

    string MendOf(string code) => code.StartsWith("http.", StringComparison.Ordinal)
        ? profile.Http.FirstOrDefault(rule => code == $"http.{rule.Status}")?.Mend ?? profile.Local.First(rule => rule.Code == "http").Mend
        : profile.ReturnResults.Concat(profile.Codes).Concat(profile.Local).FirstOrDefault(rule => rule.Code == code)?.Mend.TrimEnd('。') ?? "请联系部平台运维";

    /// <summary>Null when no answer with a date came: that is the probe's to tell.</summary>
    async Task<Checkup?> OfClock(CancellationToken stop)
    {
        const string What = "时钟";
        if (await PlatformTime(stop) is not { } theirs) return null;
        var off = (time.GetUtcNow() - theirs).Duration();
        var found = off < TimeSpan.FromSeconds(2) ? "与部平台一致" : $"与部平台相差 {Length(off)}";
        var mend = $"部平台只收 {profile.Transport.ClockWindow.TotalMinutes} 分钟以内的报文，请校准本机时钟（如启用 chrony 或 systemd-timesyncd）";
        if (off >= profile.Transport.ClockWindow) return new("clock", What, Health.Failed, found, mend);
        return off > profile.Transport.ClockWindow / 5 ? new("clock", What, Health.Warning, found, mend) : Checkup.Passed("clock", What, found);
    }

    static string Length(TimeSpan off) => off.TotalMinutes >= 2 ? $"{off.TotalMinutes:0} 分钟" : $"{off.TotalSeconds:0} 秒";

    async Task<DateTimeOffset?> PlatformTime(CancellationToken stop)
    {
        try
        {
            // The certificate is looked at by its own check; here only the Date header is read.
            using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
            using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(5) };
            using var answer = await client.GetAsync(settings.Ministry.BaseUrl, HttpCompletionOption.ResponseHeadersRead, stop);
            return answer.Headers.Date;
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            return null;
        }
    }
}
