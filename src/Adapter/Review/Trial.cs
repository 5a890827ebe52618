using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Adapter.Contracts;
using Adapter.Wire;

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
    public Verdict? Held(Message message) =>
        KeyOf(message) is { } key && slots[PlaceOf(key)] == key ? slots[PlaceOf(key) + 1] == ContentOf(message) ? Verdict.Known : Verdict.Conflict : null;

    /// <summary>It would be taken.</summary>
    public void Add(Message message)
    {
        // A file that has grown since it was counted.
        if (KeyOf(message) is not { } key || held == rows) return;
        var place = PlaceOf(key);
        (slots[place], slots[place + 1]) = (key, ContentOf(message));
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

    static ulong ContentOf(Message message) => ulong.Parse(ContentDigest.Of(message).AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
