using System.Globalization;

namespace Adapter.Settings;

/// <summary>Reads typed values below one key, notes what is wrong and remembers which keys exist at all.</summary>
sealed class SettingsValues(SettingsLayers layers, SettingsReport report, string prefix = "")
{
    public SettingsValues Below(string key) => new(layers, report, prefix + key + ":");

    public void Wrong(string key, string wrong, string right) => report.Errors.Add(new(prefix + key, wrong, right));

    public string? Raw(string key)
    {
        report.Known.Add(prefix + key);
        return layers.Values.GetValueOrDefault(prefix + key);
    }

    public string? Optional(string key) => Raw(key) is { Length: > 0 } value ? value : null;

    public string Text(string key, string otherwise) => Raw(key) ?? otherwise;

    /// <summary>A text that the test holds for, or the default with a problem noted.</summary>
    public string Text(string key, string otherwise, Func<string, bool> holds, string right)
    {
        if (Raw(key) is not { } value) return otherwise;
        if (value == otherwise || holds(value)) return value;
        Wrong(key, $"“{value}”不对", right);
        return otherwise;
    }

    public string Choice(string key, string otherwise, params string[] choices)
    {
        if (Raw(key) is not { } value) return otherwise;
        if (choices.FirstOrDefault(choice => choice.Equals(value, StringComparison.OrdinalIgnoreCase)) is { } chosen) return chosen;
        Wrong(key, $"“{value}”不对", $"应为 {string.Join("、", choices)} 之一");
        return otherwise;
    }

    public int Whole(string key, int otherwise, int from, int to) => Whole(key, from, to) ?? otherwise;

    public int? Whole(string key, int from, int to)
    {
        if (Optional(key) is not { } value) return null;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to) return number;
        Wrong(key, $"“{value}”不对", $"应为 {from} 至 {to} 的整数");
        return null;
    }

    public double Number(string key, double otherwise, double to)
    {
        if (Optional(key) is not { } value) return otherwise;
        if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= to) return number;
        Wrong(key, $"“{value}”不对", $"应为 0 至 {to} 的数，如 5 或 0.5");
        return otherwise;
    }

    public bool Flag(string key, bool otherwise)
    {
        if (Optional(key) is not { } value) return otherwise;
        if (bool.TryParse(value, out var flag)) return flag;
        Wrong(key, $"“{value}”不对", "应为 true 或 false");
        return otherwise;
    }

    public TimeSpan Time(string key, TimeSpan otherwise, TimeSpan from, TimeSpan to)
    {
        if (Optional(key) is not { } value) return otherwise;
        if (Duration.TryParse(value, out var time) && time >= from && time <= to) return time;
        Wrong(key, $"“{value}”不对", $"应为 {Duration.Write(from)} 至 {Duration.Write(to)} 的时长，写作 200ms、5s、30m、7d 或 00:30:00");
        return otherwise;
    }

    public string Cron(string key, string otherwise) =>
        Text(key, otherwise, text => Quartz.CronExpression.TryParse(text, out _), "应为 Quartz 的 cron 表达式（秒 分 时 日 月 周），如每小时一次：0 0 * * * ?");

    public IReadOnlyList<string> List(string key, IReadOnlyList<string> otherwise)
    {
        if (Raw(key) is { } line) return [.. line.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        var items = Items(key).Select(item => Raw($"{key}:{item}") ?? "").ToList();
        return items.Count == 0 ? otherwise : items;
    }

    /// <summary>The indexes below a list's key, in order.</summary>
    public IReadOnlyList<string> Items(string key) => [.. layers.Values.Keys
        .Where(name => name.StartsWith($"{prefix}{key}:", StringComparison.OrdinalIgnoreCase))
        .Select(name => name[(prefix.Length + key.Length + 1)..].Split(':')[0])
        .Where(index => index.All(char.IsAsciiDigit))
        .Distinct().OrderBy(int.Parse)];

    /// <summary>A secret as text or as <c>file:PATH</c>; a private one must be a file that only we can read, or stand in a file.</summary>
    public string? Secret(string key, bool isPrivate = true)
    {
        if (Optional(key) is not { } value) return null;
        if (value.StartsWith("file:", StringComparison.Ordinal)) return SecretFile(key, value["file:".Length..], isPrivate);
        if (isPrivate && layers.IsFromCommandLine(prefix + key))
            Wrong(key, "密钥写在了命令行里，同机其他用户看得到", "应写成 file:路径");
        return value;
    }

    string? SecretFile(string key, string path, bool isPrivate)
    {
        try
        {
            if (isPrivate && !PrivateFile(key, path)) return null;
            var text = File.ReadAllText(path);
            return text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Wrong(key, $"密钥文件 {path} 不存在或读不了", "请核对路径，并使运行本程序的用户可读");
            return null;
        }
    }

    /// <summary>False, with a problem noted, when group or others may touch a file that holds a private key.</summary>
    public bool PrivateFile(string key, string path)
    {
        report.KeyFiles.Add(path);
        if (OperatingSystem.IsWindows() || !File.Exists(path)) return true;
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        if ((File.GetUnixFileMode(path) & Others) == 0) return true;
        Wrong(key, $"密钥文件 {path} 其他用户可以读写", $"请执行 chmod 600 {path}");
        return false;
    }
}
