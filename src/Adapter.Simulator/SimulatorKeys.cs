using Adapter.Wire;

namespace Adapter.Simulator;

/// <summary>Test keys. PEM or hex for SM2, any text for HMAC-SM3; what is null is not used.</summary>
sealed record SimulatorKeys
{
    /// <summary>The HMAC-SM3 secret of both sides.</summary>
    public string? Secret { get; init; }
    public string? PlatformPrivate { get; init; }
    public string? ClientPublic { get; init; }
    /// <summary>Only shown to the client that it is made for; the platform does not use it.</summary>
    public string? ClientPrivate { get; init; }

    /// <summary>Where they stand as files, when they do.</summary>
    public string? Folder { get; init; }

    public string? PlatformPublic => PlatformPrivate is null ? null : Sm2Keys.ReadPrivate(PlatformPrivate).Public.ToPem();

    /// <summary>Two new SM2 pairs.</summary>
    public static SimulatorKeys Generate(string? secret = null)
    {
        var platform = Sm2Keys.Generate();
        var client = Sm2Keys.Generate();
        return new()
        {
            Secret = secret,
            PlatformPrivate = platform.ToPem(),
            ClientPublic = client.Public.ToPem(),
            ClientPrivate = client.ToPem(),
        };
    }
}
