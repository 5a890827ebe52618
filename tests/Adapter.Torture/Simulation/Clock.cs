namespace Adapter.Torture.Worlds;

/// <summary>
/// A world's time. It stands still while anything can run; then it goes to the next alarm. The program's alarms end with
/// the program, the world's do not. What the wall says may be wrong, what is measured is not.
/// </summary>
sealed class Clock(DateTimeOffset begin) : TimeProvider
{
    readonly List<Alarm> alarms = [];
    long elapsed;
    long order;

    /// <summary>How wrong the wall clock is.</summary>
    public TimeSpan Off { get; set; }

    /// <summary>No alarm of the program is taken while it is dead.</summary>
    public bool IsDead { get; set; }

    public TimeSpan Elapsed => TimeSpan.FromTicks(elapsed);

    public DateTimeOffset True => begin.AddTicks(elapsed);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => True + Off;

    public override long GetTimestamp() => elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state)) { IsOfProgram = true };
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Something of the world itself, which no crash of the program stops.</summary>
    public void After(TimeSpan pause, Action action) => new Alarm(this, action).Change(pause, Timeout.InfiniteTimeSpan);

    /// <summary>Goes to the next alarm, or so much further, and rings one. False when none is set.</summary>
    public bool Ring(TimeSpan late)
    {
        Alarm? next = null;
        foreach (var alarm in alarms)
            if (next is null || alarm.Due < next.Due || (alarm.Due == next.Due && alarm.Order < next.Order)) next = alarm;
        if (next is null) return false;
        elapsed = Math.Max(elapsed, next.Due + late.Ticks);
        next.Ring();
        return true;
    }

    /// <summary>Time goes by; what rings in it rings.</summary>
    public void Pass(TimeSpan span)
    {
        var until = elapsed + span.Ticks;
        while (alarms.Exists(alarm => alarm.Due <= until)) Ring(TimeSpan.Zero);
        elapsed = Math.Max(elapsed, until);
    }

    /// <summary>Whether something should have rung already.</summary>
    public bool IsLate() => alarms.Exists(alarm => alarm.Due <= elapsed);

    public void Crash() => alarms.RemoveAll(alarm => alarm.IsOfProgram);

    sealed class Alarm(Clock clock, Action action) : ITimer
    {
        TimeSpan period;

        public bool IsOfProgram { get; init; }
        public long Due { get; private set; }
        public long Order { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.alarms.Remove(this);
            if (dueTime < TimeSpan.Zero || (IsOfProgram && clock.IsDead)) return true;
            this.period = period;
            (Due, Order) = (clock.elapsed + dueTime.Ticks, clock.order++);
            clock.alarms.Add(this);
            return true;
        }

        public void Ring()
        {
            clock.alarms.Remove(this);
            if (period > TimeSpan.Zero) Change(period, period);
            action();
        }

        public void Dispose() => clock.alarms.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
