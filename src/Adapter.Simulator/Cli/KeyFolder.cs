using Adapter.Wire;

namespace Adapter.Simulator;

/// <summary>SM2 test keys as files, so that a client can read its own.</summary>
static class KeyFolder
{
    public const string ClientPrivate = "client-private.pem";
    public const string PlatformPrivate = "platform-private.pem";
    public const string PlatformPublic = "platform-public.pem";

    public static string Usual => Path.Combine(Path.GetTempPath(), "adapter-simulator-keys");

    /// <summary>The keys of a folder; both pairs are made when the folder has none.</summary>
    public static SimulatorKeys Open(string folder, string secret)
    {
        Directory.CreateDirectory(folder);
        if (!File.Exists(Path.Combine(folder, PlatformPrivate))) Write(folder, SimulatorKeys.Generate());
        var client = File.ReadAllText(Path.Combine(folder, ClientPrivate));
        return new()
        {
            Secret = secret,
            Folder = Path.GetFullPath(folder),
            PlatformPrivate = File.ReadAllText(Path.Combine(folder, PlatformPrivate)),
            ClientPrivate = client,
            ClientPublic = Sm2Keys.ReadPrivate(client).Public.ToPem(),
        };
    }

    static void Write(string folder, SimulatorKeys keys)
    {
        WritePrivate(Path.Combine(folder, ClientPrivate), keys.ClientPrivate!);
        File.WriteAllText(Path.Combine(folder, PlatformPublic), keys.PlatformPublic!);
        WritePrivate(Path.Combine(folder, PlatformPrivate), keys.PlatformPrivate!);
    }

    static void WritePrivate(string path, string pem)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(path, options);
        file.Write(pem);
    }
}
