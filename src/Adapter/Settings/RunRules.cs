using Adapter.Wire;

namespace Adapter.Settings;

/// <summary>What only a program that talks to the ministry needs: an address, a name, regions and working keys.</summary>
static class RunRules
{
    public static IReadOnlyList<SettingsProblem> Check(AdapterSettings settings)
    {
        var missing = Missing(settings).ToList();
        return missing.Count > 0 ? missing : [.. Keys(settings.Ministry)];
    }

    static IEnumerable<SettingsProblem> Missing(AdapterSettings settings)
    {
        var ministry = settings.Ministry;
        if (settings.Regions.Count == 0) yield return new("Regions", "未填写", "至少应有一个入网地区，如 [\"370102\"]");
        if (ministry.BaseUrl == "") yield return new("Ministry:BaseUrl", "未填写", "应为部平台地址，如 https://10.0.0.1:8443");
        if (ministry.Sender == "") yield return new("Ministry:Sender", "未填写", "应为部平台分配的 12 位编码，如 330000SYDJ01");
        if (ministry.Sign.Type != "NONE" && ministry.Sign.Key is null) yield return new("Ministry:Sign:Key", "未填写", "应为签名密钥，写作 file:路径");
        if ((ministry.Sign.Type == "SM2" || ministry.Encrypt == "sm4") && ministry.Sign.PlatformKey is null)
            yield return new("Ministry:Sign:PlatformKey", "未填写", "应为部平台的公钥，写作 file:路径");
    }

    static IEnumerable<SettingsProblem> Keys(MinistrySettings ministry)
    {
        if (ministry.Sign.Type == "SM2" && WhatIsWrong(() => Sm2Keys.ReadPrivate(ministry.Sign.Key!)) is { } ours)
            yield return new("Ministry:Sign:Key", "不能用作签名私钥", ours);
        if (ministry.Sign.PlatformKey is { } key && WhatIsWrong(() => Sm2Keys.ReadPublic(key)) is { } theirs)
            yield return new("Ministry:Sign:PlatformKey", "不能用作部平台公钥", theirs);
    }

    static string? WhatIsWrong(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (KeyException wrong)
        {
            return wrong.Message;
        }
    }
}
