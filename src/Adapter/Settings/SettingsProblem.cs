namespace Adapter.Settings;

/// <summary>One wrong setting: its key without <c>Adapter:</c>, what is wrong, what would be right. Never the value of a secret.</summary>
sealed record SettingsProblem(string Key, string Wrong, string Right)
{
    public override string ToString() => $"设置 Adapter:{Key}：{Wrong}。{Right}";
}

/// <summary>The settings cannot be used; every problem is a line for the person who wrote them.</summary>
sealed class SettingsException(IReadOnlyList<SettingsProblem> problems)
    : Exception($"{problems.Count} wrong settings")
{
    public IReadOnlyList<SettingsProblem> Problems => problems;
}
