using System.Net;
using System.Security.Cryptography.X509Certificates;
using Adapter.Settings;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Adapter.Hosting;

/// <summary>Kestrel on the one address of the settings, with limits that keep one caller from starving the rest.</summary>
static class Listener
{
    public static void AddListener(this WebApplicationBuilder builder, AdapterSettings settings)
    {
        var url = ListenRules.AddressOf(settings.Listen)!;
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            SetLimits(kestrel.Limits);
            if (url.Host == "localhost") kestrel.ListenLocalhost(url.Port, Secure);
            else kestrel.Listen(IPAddress.Parse(url.IdnHost), url.Port, Secure);
        });
        builder.Services.Configure<HostFilteringOptions>(hosts =>
            hosts.AllowedHosts = [.. settings.AllowedHosts.Concat(["localhost", "127.0.0.1", "[::1]", url.Host]).Distinct()]);

        void Secure(ListenOptions endpoint)
        {
            if (url.Scheme == "https") endpoint.UseHttps(LoadCertificate(settings.ListenCertificate!));
        }
    }

    static void SetLimits(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = 64 * 1024;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxConcurrentConnections = 100;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    }

    /// <summary>A PFX, or a PEM file with the certificate and its key.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It is neither, or it has no key.</exception>
    public static X509Certificate2 LoadCertificate(string file, string? password = null) =>
        X509Certificate2.GetCertContentType(file) == X509ContentType.Pkcs12
            ? X509CertificateLoader.LoadPkcs12FromFile(file, password)
            : X509Certificate2.CreateFromPemFile(file);
}
