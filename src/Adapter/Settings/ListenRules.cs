using System.Net;

namespace Adapter.Settings;

/// <summary>Where the local API may listen: on loopback freely, beyond it with TLS and a list of host names only.</summary>
static class ListenRules
{
    public static void Check(AdapterSettings settings, Action<string, string, string> wrong)
    {
        if (AddressOf(settings.Listen) is not { } url)
        {
            wrong("Listen", $"“{settings.Listen}”不对", "应写作 http://127.0.0.1:5080 或 https://地址:端口");
            return;
        }
        if (url.Scheme == "https" && settings.ListenCertificate is null)
            wrong("Listen:Certificate", "未填写", "Listen 为 https 时应有证书文件（含私钥的 PFX 或 PEM）");
        if (settings.ListenCertificate is { } file && !File.Exists(file))
            wrong("Listen:Certificate", $"文件 {file} 不存在", "应为含私钥的 PFX 或 PEM 文件");
        if (!IsLoopback(url) && url.Scheme != "https")
            wrong("Listen", "对外监听而没有 TLS", "请改为 https 并填 Listen:Certificate，或只监听 http://127.0.0.1:5080");
        if (IsEverywhere(url) && settings.AllowedHosts.Count == 0)
            wrong("AllowedHosts", "未填写", "监听所有网卡时，应列出访问本机所用的主机名或地址");
    }

    /// <summary>The address as a URL; <c>*</c> and <c>+</c> read as 0.0.0.0. Null when it is none.</summary>
    public static Uri? AddressOf(string listen) =>
        Uri.TryCreate(listen.Replace("//*", "//0.0.0.0").Replace("//+", "//0.0.0.0"), UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https" && url.AbsolutePath == "/" && url.Query == "" && url.UserInfo == "" ? url : null;

    public static bool IsLoopback(Uri url) =>
        url.Host == "localhost" || (IPAddress.TryParse(url.IdnHost, out var address) && IPAddress.IsLoopback(address));

    public static bool IsEverywhere(Uri url) => url.IdnHost is "0.0.0.0" or "::";
}
