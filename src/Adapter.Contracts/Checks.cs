namespace Adapter.Contracts;

/// <summary>The functions behind the rules of <c>rules.csv</c>: a rule is a part of a look here and its row there.</summary>
static partial class Checks
{
    /// <summary>Every look with the rules that it knows. The text comes last: it need not be read where another look has proved it plain.</summary>
    public static IReadOnlyList<(Subject Subject, Breaches Rules)> Looks { get; } =
    [
        (Subject.Code, Breaches.Code | Breaches.CodeUnlisted | Breaches.CodeRetired | Breaches.CodeSwapped | Breaches.RegionOffline | Breaches.PolicyGround),
        (Subject.Date, Breaches.Date | Breaches.DateMonth | Breaches.DateFuture | Breaches.DateOrder),
        (Subject.Name, Breaches.NameSpace | Breaches.NameSeparator),
        (Subject.Id, Breaches.IdLength | Breaches.IdDigits | Breaches.IdChecksum | Breaches.IdGender | Breaches.IdBirth | Breaches.IdRegion | Breaches.IdAge),
        (Subject.Document, Breaches.DocumentId | Breaches.DocumentMismatch),
        (Subject.Disability, Breaches.DisabilityLevel | Breaches.DisabilityNone),
        (Subject.Mobile, Breaches.Mobile),
        (Subject.Landline, Breaches.Landline),
        (Subject.Email, Breaches.Email),
        (Subject.Skill, Breaches.SkillPair),
        (Subject.Reason, Breaches.ReasonOther | Breaches.ReasonMissing),
        (Subject.Intentions, Breaches.Intentions),
        (Subject.Rejection, Breaches.RejectionReason | Breaches.RejectionUnneeded | Breaches.PolicyRefusal),
        (Subject.Text, Breaches.TextControl | Breaches.TextPrivateUse | Breaches.Length | Breaches.LengthBytes),
    ];

    /// <summary>Looks once at one field for all rules of one subject: which of them are broken, as far as the field asks for them.</summary>
    /// <remarks>A look never sees the clock, the store or the network. A switch, for a look is shorter than the call of a delegate.</remarks>
    public static Breaches Look(Subject subject, ref Case at) => subject switch
    {
        Subject.Code => Code(ref at),
        Subject.Date => Date(ref at),
        Subject.Name => Name(ref at),
        Subject.Id => Id(ref at),
        Subject.Document => Document(ref at),
        Subject.Disability => Disability(ref at),
        Subject.Mobile => Mobile(ref at),
        Subject.Landline => Landline(ref at),
        Subject.Email => Email(ref at),
        Subject.Skill => Skill(ref at),
        Subject.Reason => Reason(ref at),
        Subject.Intentions => Intentions(ref at),
        Subject.Rejection => Rejection(ref at),
        _ => at.IsPlain && at.Value.Length <= at.Steps.Length ? Breaches.None : Text(ref at),
    };

    public static IReadOnlyDictionary<string, Breaches> ByRule { get; } = Enum.GetValues<Breaches>().Where(rule => rule != Breaches.None).ToDictionary(NameOf);

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

    // TextPrivateUse: text.private-use
    static string NameOf(Breaches rule)
    {
        var words = string.Concat(rule.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{c}" : $"{c}")).ToLowerInvariant();
        return words.IndexOf('-') is var dot && dot < 0 ? words : $"{words[..dot]}.{words[(dot + 1)..]}";
    }

    static Breaches When(bool isBroken, Breaches rule) => isBroken ? rule : Breaches.None;
}
