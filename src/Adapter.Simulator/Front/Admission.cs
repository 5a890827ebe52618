using Adapter.Contracts;

namespace Adapter.Simulator;

/// <summary>Puts made-up applicants on the shelf, each number once.</summary>
sealed class Admission(Applicants applicants, Shelf shelf, TimeProvider time)
{
    int next;

    public int Count => shelf.Count;

    public void Add(int count)
    {
        var first = Interlocked.Add(ref next, count) - count;
        var today = ChinaTime.Date(time.GetUtcNow());
        shelf.Add(Enumerable.Range(first, count).Select(n => applicants.Make(n, today)).ToArray());
    }
}
