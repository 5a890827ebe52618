using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>
/// The platform may repeat in its answer what it complains about. What the store keeps beside the payload holds nothing of
/// the person: names, addresses and the like are left out here, long numbers already where the answer is read.
/// </summary>
static class Redaction
{
    const string Hidden = "***";

    public static Settlement Of(Kind kind, Settlement settlement)
    {
        if (settlement.State == UploadState.Delivered) return settlement;
        var content = MessageReader.Read(kind, settlement.Row.Payload);
        var personal = kind.Fields.Where(field => field.Class is "S3" or "S4").Select(field => content[field.Index]).OfType<string>().Where(IsTelling).ToList();
        return settlement with { Message = Without(settlement.Message), Why = Without(settlement.Why) };

        string Without(string text) => personal.Aggregate(text, (left, value) => left.Replace(value, Hidden, StringComparison.Ordinal));
    }

    // A code alone tells nobody, and would be found inside other numbers.
    static bool IsTelling(string value) => value.Trim().Length >= 2 && !value.All(char.IsAsciiDigit);
}
