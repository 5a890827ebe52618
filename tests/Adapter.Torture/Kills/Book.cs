using System.Collections.Concurrent;
using Adapter.Contracts;

namespace Adapter.Torture.Kills;

/// <summary>What the local systems know by themselves: every click, and what was answered to it.</summary>
sealed class Book
{
    readonly ConcurrentQueue<Click> decisions = [];
    readonly ConcurrentQueue<Click> records = [];
    readonly ConcurrentQueue<Click> corrections = [];
    readonly ConcurrentDictionary<string, Message> holding = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<string> complaints = [];
    int busy;

    public IEnumerable<Click> Decisions => decisions;
    public IEnumerable<Click> Records => records;
    public IEnumerable<Click> Corrections => corrections;
    /// <summary>Key of an upload -> what was last taken under it.</summary>
    public IReadOnlyDictionary<string, Message> Holding => holding;
    /// <summary>Answers that nobody should get.</summary>
    public IEnumerable<string> Complaints => complaints;

    public IReadOnlyList<Click> Unanswered => [.. decisions.Concat(records).Concat(corrections).Where(click => click.State == ClickState.Asked)];

    public bool IsDecided(string number) => decisions.Any(click => click.About == number);

    public int Decided => decisions.Where(click => click.State == ClickState.Taken).Select(click => click.About).Distinct().Count();

    public void Decide(params IEnumerable<Click> clicks)
    {
        foreach (var click in clicks) decisions.Enqueue(click);
    }

    public void Bring(Click click) => records.Enqueue(click);

    public void Correct(Click click) => corrections.Enqueue(click);

    public void Take(Click click, string? serial)
    {
        click.Take(serial);
        holding[KeyOf(click.Content!)] = click.Content!;
    }

    /// <summary>How often the answer was: not now.</summary>
    public int Busy => busy;

    public void NotNow() => Interlocked.Increment(ref busy);

    public void Complain(string what) => complaints.Enqueue(what);

    public static string KeyOf(Message message) => $"{message.Kind.Name}/{message.Key}";
}
