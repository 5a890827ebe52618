using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Adapter.Settings;
using Adapter.Wire;

namespace Adapter.Ministry;

/// <summary>The socket end: nothing is followed, unpacked or remembered; TLS by settings.</summary>
static class MinistryHandler
{
    /// <exception cref="KeyException">A certificate of the settings cannot be used.</exception>
    public static SocketsHttpHandler Of(TransportRules rules, TlsSettings tls) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = rules.ConnectTimeout,
        MaxResponseHeadersLength = rules.MaxHeaderKilobytes,
        MaxResponseDrainSize = 0,
        MaxConnectionsPerServer = 64,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        SslOptions = Options(tls),
    };

    static SslClientAuthenticationOptions Options(TlsSettings tls)
    {
        var options = new SslClientAuthenticationOptions();
        if (tls.ClientCertificate is { Length: > 0 } pfx)
        {
            var certificate = Load(pfx, "客户端证书 Ministry:Tls:ClientCertificate", () => X509CertificateLoader.LoadPkcs12FromFile(pfx, tls.Password));
            if (!certificate.HasPrivateKey) throw new KeyException("客户端证书 Ministry:Tls:ClientCertificate 中没有私钥。");
            options.ClientCertificates = [certificate];
        }
        if (tls.Authority is { Length: > 0 } authority)
        {
            var root = Load(authority, "证书颁发机构 Ministry:Tls:Authority", () => X509CertificateLoader.LoadCertificateFromFile(authority));
            options.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { root } };
        }
        return options;
    }

    static X509Certificate2 Load(string path, string name, Func<X509Certificate2> load)
    {
        if (!File.Exists(path)) throw new KeyException($"{name}：文件不存在。");
        try
        {
            return load();
        }
        catch (CryptographicException)
        {
            throw new KeyException($"{name}：文件无法读取，格式或口令不对。");
        }
    }
}
