using Adapter.Intake;

namespace Adapter.Desk;

/// <summary>How an hour of the ledger looks: by a letter, a colour and a word, so that no one of them is needed alone.</summary>
sealed record HourLook(char Mark, string Tone, string Word)
{
    /// <summary>In the order of the legend. The letters are those of <c>adapter download --hours</c>.</summary>
    public static IReadOnlyDictionary<string, HourLook> All { get; } = new Dictionary<string, HourLook>
    {
        [HourState.Done] = new('#', "good", "有新申请或变更"),
        [HourState.Empty] = new('.', "calm", "下载过、无新申请"),
        [HourState.Repaired] = new('r', "plain", "当时未下全、后来已补齐"),
        [HourState.Missed] = new('X', "bad", "漏下载"),
        [HourState.Throttled] = new('t', "doubt", "被限流"),
        [HourState.Closed] = new('c', "off", "部平台维护"),
        [HourState.Offline] = new('-', "off", "未入网"),
        [HourState.Unbegun] = new('n', "off", "未开始"),
        [HourState.Idle] = new('_', "off", "未安排下载"),
        [HourState.Waiting] = new('?', "calm", "尚未结束"),
    };

    public static HourLook Of(HourEntry hour) => All.GetValueOrDefault(hour.State) ?? All[HourState.Waiting];
}
