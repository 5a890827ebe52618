namespace Adapter.Contracts;

/// <summary>Where a value stands among the bytes of its message; a length below zero is no value at all.</summary>
readonly record struct Slice(int Start, int Length)
{
    /// <summary>The record has no such member.</summary>
    public static Slice Absent => new(0, -1);
    /// <summary>The member is there, but null or not to be trusted.</summary>
    public static Slice Void => new(0, -2);
}
