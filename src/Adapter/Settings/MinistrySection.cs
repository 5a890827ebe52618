namespace Adapter.Settings;

/// <summary>Reads <c>Adapter:Ministry</c>.</summary>
static class MinistrySection
{
    static readonly string[] AllCapabilities = ["Query", "Upsert", "ReRead", "Correct"];

    public static MinistrySettings Read(SettingsValues values)
    {
        var otherwise = new MinistrySettings();
        if (values.Optional("Closed") is not null) values.Wrong("Closed", "不是时段的列表", "应写在设置文件中，写法见 appsettings.example.json");
        return new()
        {
            BaseUrl = values.Text("BaseUrl", otherwise.BaseUrl).TrimEnd('/'),
            Profile = values.Text("Profile", otherwise.Profile, IsProfileName, "应写作 名称/版本，如 mohrss-msg-json/1"),
            Sender = values.Text("Sender", otherwise.Sender, IsPartner, "应为部平台分配的 12 位字母和数字，如 330000SYDJ01"),
            Recver = values.Text("Recver", otherwise.Recver, IsPartner, "应为 12 位字母和数字，部平台为 000000XTPT01"),
            Node = values.Text("Node", otherwise.Node, node => node.Length == 2 && node.All(char.IsAsciiDigit), "应为 2 位数字，每台机器各用一个"),
            Sign = ReadSign(values.Below("Sign"), otherwise.Sign),
            Tls = ReadTls(values.Below("Tls")),
            Capabilities = ReadCapabilities(values, otherwise.Capabilities),
            Closed = [.. values.Items("Closed").Select(item => ClosedWindow.Read(values.Below("Closed:" + item)))],
            Encrypt = values.Choice("Encrypt", otherwise.Encrypt, "none", "sm4"),
            AllowPlainHttp = values.Flag("AllowPlainHttp", otherwise.AllowPlainHttp),
        };
    }

    static SignSettings ReadSign(SettingsValues values, SignSettings otherwise) => new()
    {
        Type = values.Choice("Type", otherwise.Type, "SM2", "HMAC-SM3", "NONE"),
        Key = values.Secret("Key"),
        PlatformKey = values.Secret("PlatformKey", isPrivate: false),
        UserId = values.Text("UserId", otherwise.UserId),
    };

    static TlsSettings ReadTls(SettingsValues values)
    {
        var certificate = values.Optional("ClientCertificate");
        if (certificate is not null) values.PrivateFile("ClientCertificate", certificate);
        return new() { ClientCertificate = certificate, Password = values.Secret("Password"), Authority = values.Optional("Authority") };
    }

    static List<string> ReadCapabilities(SettingsValues values, IReadOnlyList<string> otherwise)
    {
        var given = values.List("Capabilities", otherwise);
        foreach (var unknown in given.Except(AllCapabilities))
            values.Wrong("Capabilities", $"“{unknown}”不对", $"应为 {string.Join("、", AllCapabilities)} 中的若干项");
        return [.. given.Intersect(AllCapabilities)];
    }

    static bool IsPartner(string value) => value.Length == 12 && value.All(char.IsAsciiLetterOrDigit);

    static bool IsProfileName(string value) => value.Split('/') is [{ Length: > 0 } name, { Length: > 0 } version]
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && version.All(char.IsAsciiDigit);
}
