using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Adapter.Tests.Support;

/// <summary>An identity provider that believes whoever is set, and takes any code.</summary>
sealed class IdentityProvider : IAsyncDisposable
{
    readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "1" };
    readonly WebApplication app;

    public IdentityProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Url,
            ["authorization_endpoint"] = $"{Url}/authorize",
            ["token_endpoint"] = $"{Url}/token",
            ["jwks_uri"] = $"{Url}/keys",
        }));
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = "1", n = Base64UrlEncoder.Encode(key.Rsa.ExportParameters(false).Modulus), e = Base64UrlEncoder.Encode(key.Rsa.ExportParameters(false).Exponent) } } }));
        app.MapPost("/token", () => Results.Json(new Dictionary<string, object> { ["access_token"] = "a", ["token_type"] = "Bearer", ["expires_in"] = 60, ["id_token"] = Token() }));
    }

    /// <summary>Who it says that it is.</summary>
    public string Subject { get; set; } = "";
    /// <summary>Of the question that is answered.</summary>
    public string Nonce { get; set; } = "";
    public string Url => app.Urls.First();

    public Task Start() => app.StartAsync();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    string Token() => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = true }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Url,
        Audience = "adapter",
        Claims = new Dictionary<string, object> { ["sub"] = Subject, ["nonce"] = Nonce },
        SigningCredentials = new(key, SecurityAlgorithms.RsaSha256),
    });
}
