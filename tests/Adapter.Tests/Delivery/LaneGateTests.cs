using Adapter.Delivery;
using Adapter.Ministry;

namespace Adapter.Tests.Delivery;

public sealed class LaneGateTests
{
    static readonly Outcome Silence = new() { Class = OutcomeClass.Unknown, Code = "html" };
    static readonly Outcome Answer = new() { Class = OutcomeClass.Ok, Code = "00000000" };

    readonly LaneGate gate = new(new(new()));
    TimeSpan now = TimeSpan.Zero;

    [Fact]
    public void While_the_platform_is_silent_open_batches_and_new_rows_take_turns()
    {
        for (var n = 0; n < 3; n++) Enter(Silence);

        var turns = Enumerable.Range(0, 4).Select(_ => Enter(Silence)).ToList();

        Assert.Equal([true, false, true, false], turns);
    }

    [Fact]
    public void The_first_answer_opens_the_gate_at_once()
    {
        for (var n = 0; n < 8; n++) Enter(Silence);
        Assert.True(gate.TryEnter(now += TimeSpan.FromHours(1), out _));
        Assert.True(gate.Note(Answer, now));
        gate.Leave();

        Assert.Null(gate.HoldAt(now));
        Assert.True(gate.TryEnter(now, out var newFirst));
        Assert.False(newFirst);
    }

    /// <summary>An hour later, which is longer than any pause; whether new rows went first.</summary>
    bool Enter(Outcome outcome)
    {
        Assert.True(gate.TryEnter(now += TimeSpan.FromHours(1), out var newFirst));
        gate.Note(outcome, now);
        gate.Leave();
        return newFirst;
    }
}
