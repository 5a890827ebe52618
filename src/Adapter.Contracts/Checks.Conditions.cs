namespace Adapter.Contracts;

static partial class Checks
{
    const string Disabled = "6";
    const string OtherReason = "90";
    const string Approved = "1";
    const string Refused = "2";

    static bool DisabilityLevel(in Case at) => at.IsEmpty && at.Other(0) == Disabled;

    static bool DisabilityNone(in Case at) => at.Other(0) != Disabled;

    static bool SkillPair(in Case at) => at.IsEmpty != Message.IsBlank(at.Other(0));

    static bool ReasonOther(in Case at) => at.Other(0) != OtherReason;

    static bool ReasonMissing(in Case at) => at.IsEmpty && at.Other(0) == OtherReason;

    static bool Intentions(in Case at) => at.Value.AsSpan().Count('|') > 2;

    static bool RejectionReason(in Case at) => at.IsEmpty && at.Other(0) == Refused;

    static bool RejectionUnneeded(in Case at) => at.Other(0) == Approved;

    // 人社厅发〔2020〕79号 (二), 鲁人社字〔2020〕39号
    static bool PolicyRefusal(in Case at)
    {
        if (at.Other(0) != Refused) return false;
        foreach (var ground in at.Terms.RefusalGrounds)
        {
            if (at.Value.Contains(ground, StringComparison.Ordinal)) return true;
        }
        return false;
    }
}
