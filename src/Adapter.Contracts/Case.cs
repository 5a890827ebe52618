using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adapter.Contracts;

/// <summary>What a look sees: a field of a message, the other fields that its rules read, the day.</summary>
ref struct Case(Message message, DateOnly today, Terms terms)
{
    readonly bool isWhole = message.Malformed.Count == 0;

    public readonly Message Message => message;
    /// <summary>Every member could be read.</summary>
    public readonly bool IsWhole => isWhole;
    public readonly DateOnly Today => today;
    public readonly Terms Terms => terms;

    /// <summary>The field that is looked at, with what it asks for.</summary>
    public FieldSteps Steps { get; private set; } = null!;
    /// <summary>As received; empty where there is none.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }
    public bool IsEmpty { get; private set; }
    /// <summary>A look has found that the value is printable ASCII and nothing else.</summary>
    public bool IsPlain { get; set; }

    /// <summary>Goes on to another field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At(FieldSteps steps)
    {
        Steps = steps;
        Value = message.Utf8(steps.Field.Index);
        IsEmpty = Blank.Is(Value);
        IsPlain = false;
    }

    /// <summary>The value of the n-th other field that a rule reads; empty where there is none, or the field does not ask for the rule.</summary>
    public readonly ReadOnlySpan<byte> Other(Breaches rule, int n = 0) =>
        Steps.Others[BitOperations.TrailingZeroCount((ulong)rule)] is { } read ? message.Utf8(read[n]) : [];
}
