namespace Adapter.Contracts;

static partial class Checks
{
    static Breaches Disability(ref Case at) =>
        When(at.IsEmpty && IsDisabled(at.Other(Breaches.DisabilityLevel)), Breaches.DisabilityLevel)
        | When(!IsDisabled(at.Other(Breaches.DisabilityNone)), Breaches.DisabilityNone);

    static Breaches Skill(ref Case at) => When(at.IsEmpty != Blank.Is(at.Other(Breaches.SkillPair)), Breaches.SkillPair);

    static Breaches Reason(ref Case at) =>
        When(!IsOther(at.Other(Breaches.ReasonOther)), Breaches.ReasonOther)
        | When(at.IsEmpty && IsOther(at.Other(Breaches.ReasonMissing)), Breaches.ReasonMissing);

    static Breaches Intentions(ref Case at) => When(at.Value.Count((byte)'|') > 2, Breaches.Intentions);

    static Breaches Rejection(ref Case at) =>
        When(at.IsEmpty && IsRefused(at.Other(Breaches.RejectionReason)), Breaches.RejectionReason)
        | When(at.Other(Breaches.RejectionUnneeded) is [(byte)'1'], Breaches.RejectionUnneeded)
        | When(IsRefused(at.Other(Breaches.PolicyRefusal)) && HasRefusalGround(ref at), Breaches.PolicyRefusal);

    static bool IsDisabled(ReadOnlySpan<byte> health) => health is [(byte)'6'];

    static bool IsOther(ReadOnlySpan<byte> reason) => reason.SequenceEqual("90"u8);

    static bool IsRefused(ReadOnlySpan<byte> decision) => decision is [(byte)'2'];

    // 人社厅发〔2020〕79号 (二), 鲁人社字〔2020〕39号
    static bool HasRefusalGround(ref Case at)
    {
        foreach (var ground in at.Terms.RefusalGrounds)
        {
            if (at.Value.IndexOf(ground) >= 0) return true;
        }
        return false;
    }
}
