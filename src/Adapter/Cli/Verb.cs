using System.CommandLine;
using System.Text.Json;
using Adapter.Api;

namespace Adapter.Cli;

/// <summary>What the verbs have in common: how one is described and how its machine output is written.</summary>
static class Verb
{
    /// <summary>As the local API writes it: field codes as they are.</summary>
    public static JsonSerializerOptions Json => ApiJson.Closed;

    public static string Describe(string what, params string[] examples) =>
        $"{what}\n\n示例：\n{string.Join('\n', examples.Select(example => "  " + example))}";

    public static Option<bool> JsonOption() => new("--json") { Description = "输出 JSON，每行一个对象" };

    public static bool IsJson(this ParseResult parsed) => parsed.GetValue<bool>("--json");

    public static TextWriter Output(this ParseResult parsed) => parsed.InvocationConfiguration.Output;

    public static TextWriter Error(this ParseResult parsed) => parsed.InvocationConfiguration.Error;

    public static void WriteJson(this ParseResult parsed, object value) =>
        parsed.Output().WriteLine(JsonSerializer.Serialize(value, Json));
}
