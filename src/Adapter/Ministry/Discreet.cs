using System.Text.RegularExpressions;

namespace Adapter.Ministry;

/// <summary>The platform's words may repeat a number that they complain about: long numbers are left out.</summary>
static partial class Discreet
{
    public static string Of(string message) => LongNumber().Replace(message, "***");

    [GeneratedRegex("[0-9０-９]{7,}[0-9Xx０-９Ｘｘ]?", RegexOptions.CultureInvariant)]
    private static partial Regex LongNumber();
}
