using System.Security.Cryptography;
using System.Text;
using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>What a dry run would have taken so far, from the file's first record on, and what that does to those behind it.</summary>
sealed class Trial(TrialBook book) : IDisposable
{
    /// <summary>How many records of the file were looked at.</summary>
    public long Until { get; private set; }

    public void Reach(long until) => Until = until;

    /// <summary>Known or Conflict where a record with this key would have been taken before it; null = there is none.</summary>
    public Verdict? Held(Draft draft) => KeyOf(draft.Message) is not { } key || book.ContentOf(key) is not { } content ? null
        : content == Hash(draft.Digest) ? Verdict.Known : Verdict.Conflict;

    /// <summary>It would be taken.</summary>
    public void Add(Draft draft)
    {
        if (KeyOf(draft.Message) is { } key) book.Add(new(key, Hash(draft.Digest), ApplicationOf(draft.Message)));
    }

    /// <summary>Whether another one before it answers its application.</summary>
    public bool IsAnswered(Message message) => ApplicationOf(message) is { } application && book.AnyOfApplication(application, KeyOf(message) ?? 0);

    // What gets its serial when it is taken gets that of its application if it comes again.
    static long? KeyOf(Message message) => message.Key is not { } key ? null : Hash(Registry.IsUnnumbered(message) ? message["ADC201"] ?? "" : key);

    static long? ApplicationOf(Message message) => message.IsEmpty("ADC201") ? null : Hash(message["ADC201"]!);

    static long Hash(string text) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public void Dispose() => book.Dispose();
}
