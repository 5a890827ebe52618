using System.CommandLine;
using Adapter.Settings;

namespace Adapter.Cli;

/// <summary>The options that say where settings come from; every verb knows them.</summary>
static class SettingsOptions
{
    public static Option[] All() =>
    [
        new Option<string?>("--settings")
        {
            Description = "设置文件（默认为当前目录或程序所在目录的 appsettings.json）",
            HelpName = "文件",
            Recursive = true,
        },
        new Option<string[]>("--set")
        {
            Description = "改一项设置，可写多次；也可写作 --Adapter:键=值",
            HelpName = "键=值",
            Recursive = true,
        },
    ];

    /// <summary>Writes <c>--Adapter:Key=Value</c> and <c>--Adapter:Key Value</c> as <c>--set Key=Value</c>.</summary>
    public static IEnumerable<string> Normalise(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--Adapter:", StringComparison.OrdinalIgnoreCase))
            {
                yield return args[i];
                continue;
            }
            var setting = args[i]["--".Length..];
            yield return "--set";
            yield return setting.Contains('=') || i + 1 == args.Count ? setting : $"{setting}={args[++i]}";
        }
    }

    public static SettingsReport ReadSettings(this ParseResult parsed) =>
        SettingsReader.Read(SettingsSource.OfProcess(parsed.GetValue<string?>("--settings"), parsed.GetValue<string[]>("--set") ?? []));

    /// <summary>The settings for a verb that only uses what this machine holds.</summary>
    /// <exception cref="SettingsException">At least one setting is wrong.</exception>
    public static AdapterSettings Settings(this ParseResult parsed) => parsed.ReadSettings().Checked();

    /// <summary>The settings for a verb that talks to the ministry.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="warn">Their warnings go to standard error.</param>
    /// <exception cref="SettingsException">At least one setting is wrong or missing.</exception>
    public static AdapterSettings SettingsToRun(this ParseResult parsed, bool warn)
    {
        var report = parsed.ReadSettings();
        if (report.Errors.Count == 0) report.Errors.AddRange(RunRules.Check(report.Settings));
        var settings = report.Checked();
        if (!warn) return settings;
        foreach (var warning in report.Warnings) parsed.Error().WriteLine("提示：" + warning);
        return settings;
    }
}
