using System.Text.Json;
using System.Text.Json.Nodes;

namespace Adapter.Simulator;

/// <summary>What a person sees at the start: the address, what is on, and settings that fit.</summary>
static class Banner
{
    static readonly JsonSerializerOptions Indented = new(Uploads.Plain) { WriteIndented = true };

    public static string Of(SimulatorOptions options, string address) => $"""
        模拟部平台 (simulated ministry)  {address}
        申请 (applications) {options.Applications} 件，地区 (regions) {string.Join(' ', options.Regions)}，签名 (signature) {options.SignType}
        故障 (faults) {(options.Faults.Count == 0 ? "无 (none)" : string.Join(' ', options.Faults.Select(fault => fault.Name)))}；查看与切换 (see and switch) {address}/_control
        台账 (books) {address}/_ledger {address}/_applications {address}/_journal
        适配器设置示例 (settings for the adapter):
        {Settings(options, address).ToJsonString(Indented)}
        """;

    static JsonObject Settings(SimulatorOptions options, string address) => new()
    {
        ["Adapter"] = new JsonObject
        {
            ["Regions"] = new JsonArray([.. options.Regions.Select(region => JsonValue.Create(region))]),
            ["Ministry"] = new JsonObject
            {
                ["BaseUrl"] = address,
                ["Sender"] = options.Senders.FirstOrDefault() ?? "370000SYDJ01",
                ["Recver"] = options.Platform,
                ["AllowPlainHttp"] = true,
                ["Sign"] = Sign(options),
            },
        },
    };

    static JsonObject Sign(SimulatorOptions options)
    {
        var sign = new JsonObject { ["Type"] = options.SignType };
        if (options.SignType == "HMAC-SM3") sign["Key"] = options.Keys.Secret;
        if (options.SignType != "SM2") return sign;
        sign["Key"] = $"file:{Path.Combine(options.Keys.Folder ?? "", KeyFolder.ClientPrivate)}";
        sign["PlatformKey"] = $"file:{Path.Combine(options.Keys.Folder ?? "", KeyFolder.PlatformPublic)}";
        return sign;
    }
}
