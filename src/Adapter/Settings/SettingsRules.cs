using System.Net;
using System.Text.Json;
using Adapter.Contracts;
using Adapter.Wire;

namespace Adapter.Settings;

/// <summary>Rules across settings. What is well-formed alone may still not go together.</summary>
static class SettingsRules
{
    public static void Check(SettingsReport report)
    {
        var settings = report.Settings;
        void Wrong(string key, string wrong, string right) => report.Errors.Add(new(key, wrong, right));
        ListenRules.Check(settings, Wrong);
        CheckStore(settings, Wrong);
        CheckReceipts(settings, Wrong);
        CheckMinistry(settings.Ministry, Wrong);
        CheckDelivery(settings, Wrong);
        CheckProvider(settings.Accounts.OpenIdConnect, Wrong);
        CheckContracts(report, Wrong);
        Warn(report);
    }

    static void CheckStore(AdapterSettings settings, Action<string, string, string> wrong)
    {
        if (settings.Store == "postgres" && settings.ConnectionString is null) wrong("ConnectionString", "未填写", "Store 为 postgres 时应填连接串，写作 file:路径");
        if (settings.Serial is { From: var from, To: var to } && (from is null != to is null || from > to))
            wrong("Serial:From", "起止号不成对或颠倒", "From、To 应同时填写，From 不大于 To，均为 0 至 999999");
    }

    // With the database it would be lost, and put back, as one.
    static void CheckReceipts(AdapterSettings settings, Action<string, string, string> wrong)
    {
        if (settings.Receipts.Directory is not { } folder) return;
        var (place, data) = (Path.GetFullPath(folder) + Path.DirectorySeparatorChar, Path.GetFullPath(settings.DataDirectory) + Path.DirectorySeparatorChar);
        if (place.StartsWith(data, StringComparison.Ordinal)) wrong("Receipts:Directory", "在数据目录之内", "应为另一块磁盘或另一台机器上的文件夹，以便数据目录丢失后仍在");
    }

    static void CheckMinistry(MinistrySettings ministry, Action<string, string, string> wrong)
    {
        if (ministry.Encrypt == "sm4" && ministry.Sign.Type != "SM2" && ministry.Sign.PlatformKey is null)
            wrong("Ministry:Sign:PlatformKey", "未填写", "Encrypt 为 sm4 时应有部平台的公钥");
        if (ministry.BaseUrl == "") return;
        if (!Uri.TryCreate(ministry.BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo != "" || url.Query != "" || url.Fragment != "")
            wrong("Ministry:BaseUrl", "不是平台地址", "应写作 https://主机:端口，不带用户名和参数");
        else if (IsLinkLocal(url))
            wrong("Ministry:BaseUrl", "169.254.0.0/16 是本机链路和云元数据的地址，不会是部平台", "请填部平台的真实地址");
        else if (url.Scheme == "http" && !ministry.AllowPlainHttp)
            wrong("Ministry:BaseUrl", "以明文 http 连接部平台", "请改用 https；确在业务专网内只能用 http 时，设 Ministry:AllowPlainHttp 为 true");
    }

    static bool IsLinkLocal(Uri url)
    {
        if (!IPAddress.TryParse(url.IdnHost, out var address)) return false;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.IsIPv6LinkLocal || address.GetAddressBytes() is [169, 254, _, _];
    }

    static void CheckDelivery(AdapterSettings settings, Action<string, string, string> wrong)
    {
        if (settings.Delivery.MaxRetry < settings.Delivery.FirstRetry) wrong("Delivery:MaxRetry", "小于 Delivery:FirstRetry", "最长的重试间隔应不小于最短的");
        if (settings.Delivery.OnUnknown == "query" && !settings.Ministry.Capabilities.Contains("Query"))
            wrong("Delivery:OnUnknown", "为 query，而 Ministry:Capabilities 中没有 Query", "平台有查询接口时补上 Query，否则改为 resend 或 park");
        foreach (var region in settings.Regions.Where(region => region.Until < region.From))
            wrong("Regions", $"地区 {region.Code} 的 Until 早于 From", "From 为入网之日，Until 为退网之日");
    }

    static void CheckProvider(OpenIdConnectSettings provider, Action<string, string, string> wrong)
    {
        const string Key = "Accounts:OpenIdConnect:Authority";
        if (provider.Authority is not { } authority) return;
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var url) || url.UserInfo != "" || !(url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback)))
            wrong(Key, "不是统一身份认证的地址", "应写作 https://主机/路径；只有本机可用 http");
        if (provider.ClientId is null) wrong("Accounts:OpenIdConnect:ClientId", "未填写", "应为统一身份认证为本程序登记的标识");
    }

    static void CheckContracts(SettingsReport report, Action<string, string, string> wrong)
    {
        var settings = report.Settings;
        if (settings.Contracts is { } folder && !Directory.Exists(folder))
        {
            wrong("Contracts", $"文件夹 {folder} 不存在", "应为存放更新数据（如节假日表）的文件夹，没有则删去此项");
            return;
        }
        try
        {
            var agreement = Agreement.Load(settings.Contracts);
            CheckProfile(agreement, settings.Ministry.Profile, wrong);
            var regions = agreement.Tables["region"];
            foreach (var region in settings.Regions.Where(region => regions.TextOf(region.Code) is null))
                report.Warnings.Add($"设置 Adapter:Regions：地区代码 {region.Code} 不在行政区划表中，请核对");
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            wrong("Contracts", $"文件夹 {settings.Contracts} 中的数据读不了（{problem.GetType().Name}）", "表头和格式应与程序自带的 contracts/ 相同");
        }
    }

    static void CheckProfile(Agreement agreement, string name, Action<string, string, string> wrong)
    {
        try
        {
            Profile.Load(agreement, name);
        }
        catch (FileNotFoundException)
        {
            wrong("Ministry:Profile", $"没有名为“{name}”的报文规格", "程序自带 mohrss-msg-json/1；另有规格时放在 Contracts 文件夹的 profiles/ 中");
        }
        catch (JsonException)
        {
            wrong("Ministry:Profile", $"报文规格“{name}”的文件不合要求", "请对照程序自带的 profiles/mohrss-msg-json-1.json 更正");
        }
    }

    static void Warn(SettingsReport report)
    {
        var ministry = report.Settings.Ministry;
        if (ministry.BaseUrl.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
            report.Warnings.Add("设置 Adapter:Ministry:AllowPlainHttp：与部平台之间是明文 http，只可用于业务专网");
        if (ministry.Sign.Type == "NONE")
            report.Warnings.Add("设置 Adapter:Ministry:Sign:Type：为 NONE，报文不签名也不验签，只可用于测试");
    }
}
