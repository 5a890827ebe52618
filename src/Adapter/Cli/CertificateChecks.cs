using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Adapter.Hosting;
using Adapter.Settings;

namespace Adapter.Cli;

/// <summary>The platform's certificate, ours towards it, and the one of the local API: good, expired, or soon so.</summary>
sealed class CertificateChecks(AdapterSettings settings, TimeProvider time)
{
    static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public async Task<IReadOnlyList<Checkup>> Run(CancellationToken stop)
    {
        var checks = new List<Checkup>();
        var url = new Uri(settings.Ministry.BaseUrl);
        if (url.Scheme == "https" && await OfPlatform(url, stop) is { } platform) checks.Add(platform);
        if (settings.Ministry.Tls.ClientCertificate is { } ours)
            checks.Add(OfFile("client-certificate", "客户端证书", ours, settings.Ministry.Tls.Password, "请向部平台申请新证书，替换 Ministry:Tls:ClientCertificate"));
        if (settings.ListenCertificate is { } listen)
            checks.Add(OfFile("listen-certificate", "本地接口证书", listen, null, "请换新证书，替换 Listen:Certificate"));
        return checks;
    }

    /// <summary>Null when nobody answers there: that is the probe's to tell.</summary>
    async Task<Checkup?> OfPlatform(Uri url, CancellationToken stop)
    {
        const string Mend = "请联系部平台运维更换证书";
        X509Certificate2? seen = null;
        var problems = SslPolicyErrors.None;
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(url.IdnHost, url.Port, stop);
            await using var tls = new SslStream(socket.GetStream());
            await tls.AuthenticateAsClientAsync(Options(url.IdnHost, (certificate, errors) => (seen, problems) = (certificate, errors)), stop);
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException)
        {
            return null;
        }
        catch (Exception problem) when (problem is AuthenticationException or IOException)
        {
            // A handshake that fails after the certificate was seen is told by what was wrong with it.
        }
        if (seen is null) return new("platform-certificate", "部平台证书", Health.Failed, "安全连接未建立", "请核对地址和端口是否为 https，并要求对方支持 TLS 1.2 以上");
        var validity = Validity("platform-certificate", "部平台证书", seen, Mend);
        if (validity.Health == Health.Failed || problems == SslPolicyErrors.None) return validity;
        return problems.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? validity with { Health = Health.Failed, Found = $"证书不是发给 {url.Host} 的", Mend = "请核对 Ministry:BaseUrl，应写证书上的主机名" }
            : validity with { Health = Health.Failed, Found = "证书的签发机构不受信任", Mend = "请将部平台的根证书文件填入 Ministry:Tls:Authority" };
    }

    SslClientAuthenticationOptions Options(string host, Action<X509Certificate2, SslPolicyErrors> note)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = host,
            RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            {
                note(new(certificate!), errors);
                return true;
            },
        };
        if (settings.Ministry.Tls.Authority is { } file && File.Exists(file))
        {
            options.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(file));
        }
        return options;
    }

    Checkup OfFile(string id, string what, string file, string? password, string mend)
    {
        try
        {
            using var certificate = Listener.LoadCertificate(file, password);
            return certificate.HasPrivateKey ? Validity(id, what, certificate, mend) : new(id, what, Health.Failed, $"{file} 中没有私钥", mend);
        }
        catch (Exception problem) when (problem is CryptographicException or IOException)
        {
            return new(id, what, Health.Failed, $"{file} 读不了", "请核对路径、格式和口令");
        }
    }

    Checkup Validity(string id, string what, X509Certificate2 certificate, string mend)
    {
        var now = time.GetUtcNow();
        var (from, until) = (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));
        var day = Contracts.ChinaTime.Date(until).ToString("yyyy-MM-dd");
        if (now > until) return new(id, what, Health.Failed, $"已于 {day} 过期", mend);
        if (now < from) return new(id, what, Health.Failed, "尚未生效", "请先核对本机时钟；时钟无误则" + mend);
        return now + Soon > until ? new(id, what, Health.Warning, $"将于 {day} 过期", mend) : Checkup.Passed(id, what, $"有效至 {day}");
    }
}
