using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Adapter.Contracts;

namespace Adapter.Review;

/// <summary>
/// What a dry run would have taken so far, of which the store knows nothing. Held from the file's first record on, as hashes:
/// 20 bytes a record of the file, made room for at once.
/// </summary>
/// <param name="rows">How many the file has.</param>
sealed class Trial(long rows)
{
    // By the hash of its key, and behind it that of its content; a fifth stays free.
    readonly ulong[] slots = new ulong[(rows + (rows / 4) + 1) * 2];
    long held;

    /// <summary>How many records of the file were looked at.</summary>
    public long Until { get; private set; }

    public void Reach(long until) => Until = until;

    /// <summary>Known or Conflict where a record with this key would have been taken before it; null = there is none.</summary>
    public Verdict? Held(Draft draft)
    {
        if (KeyOf(draft.Message) is not { } key) return null;
        var place = PlaceOf(key);
        if (slots[place] != key) return null;
        return slots[place + 1] == ContentOf(draft) ? Verdict.Known : Verdict.Conflict;
    }

    /// <summary>It would be taken.</summary>
    public void Add(Draft draft)
    {
        // A file that has grown since it was counted.
        if (KeyOf(draft.Message) is not { } key || held == rows) return;
        var place = PlaceOf(key);
        (slots[place], slots[place + 1]) = (key, ContentOf(draft));
        held++;
    }

    long PlaceOf(ulong key)
    {
        var slot = (long)Math.BigMul(key, (ulong)slots.Length / 2, out _);
        while (slots[slot * 2] != 0 && slots[slot * 2] != key) slot = (slot + 1) % (slots.Length / 2);
        return slot * 2;
    }

    // What gets its serial when it is taken gets that of its application if it comes again.
    static ulong? KeyOf(Message message) => message.Key is not { } key ? null
        : Math.Max(1, BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(Registry.IsUnnumbered(message) ? message["ADC201"] ?? "" : key))));

    static ulong ContentOf(Draft draft) => ulong.Parse(draft.Digest.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
