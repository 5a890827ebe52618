namespace Adapter.Simulator;

/// <summary>MessageId -> the body it came with and the answer that was stored. Pages are kept for the last of them only.</summary>
sealed class Replays
{
    const int KeptPages = 256;

    readonly Lock door = new();
    readonly Dictionary<string, (string Body, Draft? Answer)> known = new(StringComparer.Ordinal);
    readonly Queue<string> pages = [];

    /// <summary>Null: new, or the same body without a stored answer.</summary>
    public (bool Same, Draft? Answer)? Find(string messageId, string body)
    {
        lock (door)
        {
            if (!known.TryGetValue(messageId, out var entry)) return null;
            return (entry.Body == body, entry.Answer);
        }
    }

    public void Store(string messageId, string body, Draft answer, bool page)
    {
        lock (door)
        {
            known[messageId] = (body, answer);
            if (!page) return;
            pages.Enqueue(messageId);
            if (pages.Count > KeptPages && pages.Dequeue() is var oldest) known[oldest] = (known[oldest].Body, null);
        }
    }
}
