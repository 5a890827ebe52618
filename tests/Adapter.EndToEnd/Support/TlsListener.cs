using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Adapter.EndToEnd.Support;

/// <summary>A platform behind a certificate of our making; beyond the handshake it says nothing.</summary>
sealed class TlsListener : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly X509Certificate2 certificate;
    readonly Task serving;

    public TlsListener(DateTimeOffset from, DateTimeOffset until)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        certificate = request.CreateSelfSigned(from, until);
        listener.Start();
        serving = Serve();
    }

    public string Address => $"https://{listener.LocalEndpoint}";

    public void Dispose()
    {
        listener.Stop();
        serving.Wait();
        certificate.Dispose();
    }

    async Task Serve()
    {
        try
        {
            while (true) await Greet(await listener.AcceptTcpClientAsync());
        }
        catch (SocketException)
        {
            // Disposed.
        }
    }

    async Task Greet(TcpClient client)
    {
        using (client)
        {
            await using var stream = new SslStream(client.GetStream());
            try
            {
                await stream.AuthenticateAsServerAsync(certificate);
            }
            catch (Exception turnedAway) when (turnedAway is IOException or System.Security.Authentication.AuthenticationException)
            {
                // Who looks at the certificate may well go again.
            }
        }
    }
}
