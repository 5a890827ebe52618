using Microsoft.Extensions.Configuration;

namespace Adapter.Settings;

/// <summary>
/// The layers of a <see cref="SettingsSource"/> laid over one another, flat: <c>Ministry:BaseUrl</c> -> value.
/// A layer that names a list replaces the whole list of the layers below it.
/// </summary>
sealed class SettingsLayers
{
    static readonly string[] Lists = ["Regions", "AllowedHosts", "Ministry:Capabilities", "Ministry:Closed"];
    readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
    readonly HashSet<string> fromCommandLine = new(StringComparer.OrdinalIgnoreCase);

    public List<SettingsProblem> Problems { get; } = [];
    public string? File { get; private set; }
    public IReadOnlyDictionary<string, string> Values => values;

    public static SettingsLayers Of(SettingsSource source)
    {
        var layers = new SettingsLayers { File = source.FindFile() };
        if (layers.File is { } file) layers.Lay(layers.ReadFile(file));
        layers.Lay(source.Environment.Where(entry => entry.Key.StartsWith("Adapter__", StringComparison.OrdinalIgnoreCase))
            .Select(entry => (entry.Key["Adapter__".Length..].Replace("__", ":"), entry.Value)));
        var arguments = layers.ReadCommandLine(source.CommandLine).ToList();
        layers.Lay(arguments);
        layers.fromCommandLine.UnionWith(arguments.Select(argument => argument.Item1));
        return layers;
    }

    public bool IsFromCommandLine(string key) => fromCommandLine.Contains(key);

    void Lay(IEnumerable<(string Key, string Value)> layer)
    {
        var given = layer.ToList();
        foreach (var list in Lists.Where(list => given.Exists(entry => IsIn(list, entry.Key))))
            foreach (var old in values.Keys.Where(key => IsIn(list, key)).ToList()) values.Remove(old);
        foreach (var (key, value) in given) values[key] = value;
    }

    static bool IsIn(string list, string key) =>
        key.Equals(list, StringComparison.OrdinalIgnoreCase) || key.StartsWith(list + ":", StringComparison.OrdinalIgnoreCase);

    List<(string, string)> ReadFile(string file)
    {
        try
        {
            var json = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file)).Build();
            foreach (var section in json.GetChildren().Where(child => !IsIn("Adapter", child.Key) && child.Key != "$schema"))
                Problems.Add(new(section.Key, $"{file} 中有不认识的一节", "所有设置都应写在 Adapter 一节之内"));
            return [.. json.GetSection("Adapter").AsEnumerable(makePathsRelative: true)
                .Where(entry => entry.Value is not null).Select(entry => (entry.Key, entry.Value!))];
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            var wrong = problem is FileNotFoundException or DirectoryNotFoundException ? $"找不到设置文件 {file}"
                : problem is InvalidDataException { InnerException: FormatException { InnerException: System.Text.Json.JsonException json } }
                    ? $"设置文件 {file} 第 {json.LineNumber + 1} 行不是合法的 JSON" : $"设置文件 {file} 读不了";
            Problems.Add(new("--settings", wrong, "可由 appsettings.example.json 复制一份，填写后用 --settings 指定"));
            return [];
        }
    }

    IEnumerable<(string, string)> ReadCommandLine(IEnumerable<string> arguments)
    {
        foreach (var argument in arguments)
        {
            var at = argument.IndexOf('=');
            if (at > 0)
            {
                var key = argument[..at];
                yield return (key.StartsWith("Adapter:", StringComparison.OrdinalIgnoreCase) ? key["Adapter:".Length..] : key, argument[(at + 1)..]);
            }
            else Problems.Add(new("--set", $"“{argument}”没有等号", "应写成 --set 键=值，如 --set Listen=http://127.0.0.1:5080"));
        }
    }
}
