namespace Adapter.Torture.Worlds;

/// <summary>How one life of the program behaves towards the ministry: one message once at a time, and silence where it was asked for.</summary>
sealed class Manners(World world)
{
    // What was on its way to the door when the wish came.
    static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    readonly Dictionary<string, Task> underWay = new(StringComparer.Ordinal);
    readonly Dictionary<string, (TimeSpan From, TimeSpan Until)> silent = new(StringComparer.Ordinal);

    public void Leaves(Visit visit, Task answer)
    {
        if (underWay.TryGetValue(visit.MessageId, out var before) && !before.IsCompleted)
            world.Tally.Fail($"I5: {visit.MessageId} was sent again while it was under way");
        underWay[visit.MessageId] = answer;
        var now = world.Clock.Elapsed;
        if (silent.TryGetValue(Lane(visit), out var wish) && now > wish.From && now < wish.Until)
            world.Tally.Fail($"Retry-After: {visit.MessageId} came {(wish.Until - now).TotalSeconds:0} s too early");
    }

    public void Asks(Visit visit, TimeSpan pause) =>
        silent[Lane(visit)] = (world.Clock.Elapsed + Slack, world.Clock.Elapsed + pause - Slack);

    static string Lane(Visit visit)
    {
        if (!visit.IsUpload) return "";
        var text = visit.Sent[0];
        return visit.Interface + text.Substring(text.IndexOf("\"AAB301\":\"", StringComparison.Ordinal) + 10, 6);
    }
}
