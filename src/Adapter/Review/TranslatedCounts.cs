using System.Text.Json;
using Adapter.Files;

namespace Adapter.Review;

/// <summary>What a map has translated, as the store keeps it: of what it could not, the numbers alone, as those values may be anything.</summary>
/// <param name="Mapped">By field code, by <c>A → 01</c>.</param>
/// <param name="Unmapped">By field code, or the title of a column that no field has.</param>
sealed record TranslatedCounts(IReadOnlyDictionary<string, SortedDictionary<string, long>> Mapped, IReadOnlyDictionary<string, long> Unmapped)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TranslatedCounts None { get; } = new(new Dictionary<string, SortedDictionary<string, long>>(), new Dictionary<string, long>());

    public static string Of(MapTally tally) => JsonSerializer.Serialize(
        new TranslatedCounts(tally.Translated,
            tally.Untranslated.Select(field => KeyValuePair.Create(field.Key, field.Value.Values.Sum())).Concat(tally.Unlisted).ToDictionary()), Json);

    public static TranslatedCounts Read(string text) => text == "{}" ? None : JsonSerializer.Deserialize<TranslatedCounts>(text, Json)!;
}
