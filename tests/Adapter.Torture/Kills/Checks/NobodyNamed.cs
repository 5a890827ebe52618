using System.Buffers;
using System.Text;
using Adapter.Contracts;

namespace Adapter.Torture.Kills;

/// <summary>I11: what is known of a made-up person stands in none of what the adapter puts out, in whatever spelling.</summary>
static class NobodyNamed
{
    static readonly string[] Personal = ["AAC002", "AAC003", "AAC067", "AAC010", "AAC046", "AAE159"];

    public static IEnumerable<Breach> Check(Evidence evidence)
    {
        var people = evidence.Ministry.Shelf.All().Select(application => application.Message).Concat(evidence.Book.Holding.Values);
        string[] words = [.. people.SelectMany(Words).Distinct(StringComparer.Ordinal)];
        if (words.Length == 0) yield break;
        var spelt = words.SelectMany(Spellings).Distinct(StringComparer.Ordinal).ToArray();
        var canaries = SearchValues.Create(spelt, StringComparison.OrdinalIgnoreCase);
        foreach (var (name, text) in evidence.Traces)
            if (text.AsSpan().IndexOfAny(canaries) is >= 0 and var place) yield return new(Breach.Other, $"{name} names a person at {place}");
        // A net with holes would find nothing in anything.
        if (Enumerable.Range(0, 3).Any(n => !$"x{Spellings(words[n % words.Length]).ElementAt(n)}".AsSpan().ContainsAny(canaries))) yield return new(Breach.Other, "the search for names finds nothing");
    }

    // A name of two characters may be a word of any Chinese sentence.
    static IEnumerable<string> Words(Message message) => Personal.Select(code => message[code] ?? "").Where(word => word.Length > 2);

    static IEnumerable<string> Spellings(string word)
    {
        var bytes = Encoding.UTF8.GetBytes(word);
        yield return word;
        yield return string.Concat(word.Select(c => c < 0x80 ? $"{c}" : $"\\u{(int)c:x4}"));
        yield return Uri.EscapeDataString(word);
        yield return Convert.ToHexStringLower(bytes);
        // In a longer text it begins at any of three places; what its neighbours have a part in is left out.
        for (var place = 0; place < 3; place++)
        {
            var coded = Convert.ToBase64String([.. new byte[place], .. bytes]);
            var (from, until) = ((place * 8 + 5) / 6, (place + bytes.Length) * 8 / 6);
            if (until - from >= 6) yield return coded[from..until];
        }
    }
}
