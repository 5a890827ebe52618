using System.Collections.Frozen;

namespace Adapter.Contracts;

/// <summary>Whether a rule is broken. A check sees one case and never the clock, the store or the network.</summary>
delegate bool Check(in Case at);

/// <summary>The functions behind the rules of <c>rules.csv</c>: a rule is a function here and its row there.</summary>
static partial class Checks
{
    public static FrozenDictionary<string, Check> ByRule { get; } = new Dictionary<string, Check>
    {
        ["required"] = Required,
        ["text.control"] = TextControl,
        ["text.private-use"] = TextPrivateUse,
        ["length"] = Length,
        ["length.bytes"] = LengthBytes,
        ["code"] = Code,
        ["code.unlisted"] = CodeUnlisted,
        ["code.retired"] = CodeRetired,
        ["code.swapped"] = CodeSwapped,
        ["region.offline"] = RegionOffline,
        ["date"] = Date,
        ["date.month"] = DateMonth,
        ["date.future"] = DateFuture,
        ["date.order"] = DateOrder,
        ["name.space"] = NameSpace,
        ["name.separator"] = NameSeparator,
        ["id.length"] = IdLength,
        ["id.digits"] = IdDigits,
        ["id.checksum"] = IdChecksum,
        ["id.gender"] = IdGender,
        ["id.birth"] = IdBirth,
        ["id.region"] = IdRegion,
        ["id.age"] = IdAge,
        ["document.id"] = DocumentId,
        ["document.mismatch"] = DocumentMismatch,
        ["disability.level"] = DisabilityLevel,
        ["disability.none"] = DisabilityNone,
        ["mobile"] = Mobile,
        ["landline"] = Landline,
        ["email"] = Email,
        ["skill.pair"] = SkillPair,
        ["reason.other"] = ReasonOther,
        ["reason.missing"] = ReasonMissing,
        ["intentions"] = Intentions,
        ["rejection.reason"] = RejectionReason,
        ["rejection.unneeded"] = RejectionUnneeded,
        ["policy.refusal"] = PolicyRefusal,
        ["policy.ground"] = PolicyGround,
    }.ToFrozenDictionary();

    /// <summary>The rules that the columns of a field imply, beside those that its column <c>checks</c> names.</summary>
    public static IEnumerable<string> ImpliedBy(Field field)
    {
        yield return "text.control";
        yield return "text.private-use";
        if (field.Required) yield return "required";
        if (field.Length is not null) yield return "length";
        if (field.Length is not null && field.IsText) yield return "length.bytes";
        if (field.Tables.Count == 0) yield break;
        yield return "code";
        yield return "code.unlisted";
        if (field.Tables.Count > 1) yield return "code.swapped";
    }

    static bool Required(in Case at) => at.IsEmpty;
}
