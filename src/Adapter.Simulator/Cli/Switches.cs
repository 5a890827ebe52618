using System.CommandLine;
using System.Net;

namespace Adapter.Simulator;

/// <summary>The switches of the command line and the options that they make.</summary>
static class Switches
{
    static readonly SimulatorOptions Default = new();

    static readonly Option<int> Port = Of("--port", "监听端口，0 为任意空闲端口 (port, 0 = a free one)", 5090);
    static readonly Option<string> Listen = Of("--listen", "监听的本机地址，0.0.0.0 为所有网卡 (address to listen on, 0.0.0.0 = all)", Default.Listen.ToString());
    static readonly Option<int> Applications = Of("--applications", "虚构申请的件数 (made-up applications)", 200);
    static readonly Option<string> Regions = Of("--regions", "入网地区，逗号分隔 (on-line regions)", string.Join(',', Default.Regions));
    static readonly Option<string> OtherRegions = Of("--other-regions", "属于其他系统的地区，答 40000006 (another sender's regions)", "");
    static readonly Option<int> Days = Of("--days", "申请日期分布的天数，今日为末日 (days of AAE127, today the last)", Default.Days);
    static readonly Option<double> Faulty = Of("--faulty", "带一处已知错误的申请所占比例 (share of faulty applications)", 0d);
    static readonly Option<int> Seed = Of("--seed", "随机种子 (seed)", 1);
    static readonly Option<string> Sign = Of("--sign", "签名类型 SM2、HMAC-SM3、NONE (signature)", "HMAC-SM3");
    static readonly Option<string> Key = Of("--key", "HMAC-SM3 密钥，仅供测试 (test secret)", "test-secret-0001");
    static readonly Option<string> Keys = Of("--keys", "SM2 测试密钥的目录，没有则生成 (folder of SM2 test keys, made when missing)", KeyFolder.Usual);
    static readonly Option<string> Senders = Of("--senders", "已登记的发送方，空为不限 (registered senders, empty = all)", "");
    static readonly Option<string> NotGranted = Of("--not-granted", "未开通的接口，答 1004 (interfaces not granted)", "");
    static readonly Option<bool> RegistrationNeeded = Of("--registration-needed", "注销须有已接收的登记，否则答 40000007 (a deregistration needs its registration)", false);
    static readonly Option<string[]> Faults = new("--fault") { Description = "故障，可重复：名称:rate=0.05,ms=2000 (a fault, may be repeated)", DefaultValueFactory = _ => [] };
    static readonly Option<bool> Verbose = Of("--verbose", "在控制台显示请求 (show requests)", false);

    public static readonly Option<bool> ListFaults = Of("--list-faults", "列出全部故障后退出 (list the faults and end)", false);

    public static IReadOnlyList<Option> All { get; } =
        [Port, Listen, Applications, Regions, OtherRegions, Days, Faulty, Seed, Sign, Key, Keys, Senders, NotGranted, RegistrationNeeded, Faults, Verbose, ListFaults];

    /// <exception cref="FormatException">A value out of range or an unknown fault.</exception>
    public static SimulatorOptions Read(ParseResult parsed)
    {
        var sign = parsed.GetRequiredValue(Sign).ToUpperInvariant();
        if (sign is not ("SM2" or "HMAC-SM3" or "NONE")) throw new FormatException("--sign 应为 SM2、HMAC-SM3 或 NONE (one of these)");
        if (parsed.GetValue(Faulty) is < 0 or > 1) throw new FormatException("--faulty 应在 0 与 1 之间 (0 to 1)");
        if (parsed.GetValue(Days) < 1 || parsed.GetValue(Applications) < 0) throw new FormatException("--days 至少为 1，--applications 不得为负 (out of range)");
        if (parsed.GetValue(Port) is < 0 or > 65535) throw new FormatException("--port 应在 0 与 65535 之间 (0 to 65535)");
        if (!IPAddress.TryParse(parsed.GetRequiredValue(Listen), out var listen)) throw new FormatException("--listen 应为 IP 地址 (an IP address)");
        if (List(parsed, Regions).Count == 0) throw new FormatException("--regions 至少一个地区 (at least one)");
        return new()
        {
            Port = parsed.GetValue(Port),
            Listen = listen,
            Applications = parsed.GetValue(Applications),
            Regions = List(parsed, Regions),
            OtherRegions = List(parsed, OtherRegions),
            Days = parsed.GetValue(Days),
            Faulty = parsed.GetValue(Faulty),
            Seed = parsed.GetValue(Seed),
            SignType = sign,
            Keys = KeyFolder.Open(parsed.GetRequiredValue(Keys), parsed.GetRequiredValue(Key)),
            Senders = List(parsed, Senders),
            NotGranted = List(parsed, NotGranted),
            RegistrationNeeded = parsed.GetValue(RegistrationNeeded),
            Faults = [.. parsed.GetRequiredValue(Faults).Select(FaultSetting.Parse)],
            Verbose = parsed.GetValue(Verbose),
        };
    }

    static Option<T> Of<T>(string name, string description, T otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise };

    static IReadOnlyList<string> List(ParseResult parsed, Option<string> option) =>
        parsed.GetRequiredValue(option).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
