using Adapter.Contracts;

namespace Adapter.Simulator;

/// <summary>Puts made-up applicants on the shelf, each number once.</summary>
sealed class Admission(Applicants applicants, Shelf shelf, TimeProvider time)
{
    int next;

    public int Count => shelf.Count;

    /// <exception cref="FormatException">A code that an application does not have.</exception>
    public void Add(int count, IReadOnlyList<IReadOnlyDictionary<string, string>>? with = null)
    {
        var first = Interlocked.Add(ref next, count) - count;
        var today = ChinaTime.Date(time.GetUtcNow());
        shelf.Add(Enumerable.Range(first, count).Select(n => Changed(applicants.Make(n, today), with is { Count: > 0 } ? with[(n - first) % with.Count] : [])).ToArray());
    }

    static Applicant Changed(Applicant made, IEnumerable<KeyValuePair<string, string>> values) => made with
    {
        Message = values.Aggregate(made.Message, (message, value) => message.Kind.Find(value.Key) is null
            ? throw new FormatException($"申请没有 {value.Key} (no such field)")
            : message.With(value.Key, value.Value)),
    };
}
