using System.Globalization;
using Adapter.Contracts;

namespace Adapter.Api;

/// <summary>What of a person is shown to who needs not know them: by the field's class, S3 and S4.</summary>
static class Masking
{
    const string Hidden = "***";
    const int ShownOfNumber = 3;

    public static IReadOnlyDictionary<string, string> Fields(Message message, bool masked) => message.Kind.Fields.ToDictionary(
        field => field.Code,
        field => Text(field, message, masked));

    /// <summary>The fields in which two versions of a record differ.</summary>
    public static IReadOnlyList<DifferenceView> Differences(Message before, Message after, bool masked) => [.. after.Kind.Fields
        .Where(field => (before[field.Index] ?? "") != (after[field.Index] ?? ""))
        .Select(field => new DifferenceView(field.Code, Text(field, before, masked), Text(field, after, masked)))];

    static string Text(Field field, Message message, bool masked) =>
        masked ? Of(field, message[field.Index]) : message[field.Index] ?? "";

    public static string Of(Field field, string? value)
    {
        if (string.IsNullOrEmpty(value) || field.Class is not ("S3" or "S4")) return value ?? "";
        if (Has(field, "name.space")) return StringInfo.GetNextTextElement(value) + "**";
        if (Has(field, "id.length") || Has(field, "document.id")) return Tail(value);
        return Has(field, "mobile") && value.Length == 11 ? $"{value[..3]}****{value[7..]}" : Hidden;
    }

    // Never the birthday: with the region it leaves a few thousand people.
    static string Tail(string number) => number.Length > 2 * ShownOfNumber
        ? new string('*', number.Length - ShownOfNumber) + number[^ShownOfNumber..]
        : Hidden;

    static bool Has(Field field, string rule) => field.Checks.Any(check => check.Rule == rule);
}
