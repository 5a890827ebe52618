using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adapter.Contracts;

/// <summary>All checks of one field: the looks that it needs, and a step for each rule, in the order of rules.csv.</summary>
sealed class FieldSteps
{
    readonly Step[] steps;
    readonly Subject[] given;
    readonly Subject[] empty;
    readonly Breaches onEmpty;
    readonly CodeTable? codes;
    readonly int index;
    readonly Finding malformed;

    public FieldSteps(Agreement agreement, Kind kind, Field field, Terms terms)
    {
        Field = field;
        index = field.Index;
        Length = field.Length ?? int.MaxValue;
        IsText = field.IsText;
        Tables = [.. field.Tables];
        malformed = agreement.Find("malformed", kind, field.Code);
        steps = [.. ChecksOf(field)
            .Select(check => (check, rule: agreement.Rule(check.Rule)))
            .OrderBy(pair => pair.rule.Order)
            .Select(pair => new Step(kind, field, pair.rule, pair.check))];
        foreach (var step in steps)
        {
            Asked |= step.Rule;
            if (step.OnEmpty) onEmpty |= step.Rule;
            Others[BitOperations.TrailingZeroCount((ulong)step.Rule)] = step.Others;
        }
        given = LooksFor(Asked);
        var asksForRegions = (Asked & Breaches.RegionOffline) != 0 && terms.KnowsRegions;
        codes = given is [Subject.Code, Subject.Text] && !asksForRegions ? field.Tables[0] : null;
        empty = LooksFor(onEmpty);
    }

    public Field Field { get; }
    /// <summary>In code points; the largest number where there is none.</summary>
    public int Length { get; }
    public bool IsText { get; }
    public CodeTable[] Tables { get; }
    /// <summary>The rules that the field asks for.</summary>
    public Breaches Asked { get; }
    /// <summary>By the number of a rule: the fields that it reads; null when it is not asked for.</summary>
    public int[]?[] Others { get; } = new int[]?[64];

    /// <summary>Nothing can be found in a field of most records: left empty as it may be, or a listed code of which nothing is to be said.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsClean(Message message)
    {
        var value = message.Utf8(index);
        if (value.IsEmpty) return onEmpty == Breaches.None;
        return codes is not null && value.Length <= Length && codes.Index.TryFind(value, out var doubts) && doubts == Breaches.None && codes.Index.IsPlain;
    }

    public void Look(ref Case at, Message? original, ref List<Finding>? found)
    {
        at.At(this);
        var broken = at.IsEmpty ? Breaches.Required : Breaches.None;
        foreach (var subject in at.IsEmpty ? empty : given) broken |= Checks.Look(subject, ref at);
        broken &= at.IsEmpty ? onEmpty : Asked;
        if (broken != Breaches.None) Say(broken, at.Message, original, ref found);
        if (!at.IsWhole && at.Message.Malformed.Contains(Field.Code)) (found ??= []).Add(malformed);
    }

    void Say(Breaches broken, Message message, Message? original, ref List<Finding>? found)
    {
        foreach (var step in steps)
        {
            if ((broken & step.Rule) != 0 && step.Find(message, original) is { } finding) (found ??= []).Add(finding);
        }
    }

    static Subject[] LooksFor(Breaches rules) => [.. Checks.Looks.Where(look => (look.Rules & rules) != 0).Select(look => look.Subject)];

    static IEnumerable<FieldCheck> ChecksOf(Field field) => field.Checks.Concat(
        Checks.ImpliedBy(field)
            .Where(rule => !field.Checks.Any(check => check.Rule == rule))
            .Select(rule => new FieldCheck { Rule = rule }));
}
