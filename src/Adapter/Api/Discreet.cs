using System.Text.RegularExpressions;

namespace Adapter.Api;

/// <summary>The platform's words may repeat a number that they complain about: long numbers are left out.</summary>
static partial class Discreet
{
    public static string Of(string message) => LongNumber().Replace(message, "***");

    [GeneratedRegex("[0-9]{7,}[0-9Xx]?", RegexOptions.CultureInvariant)]
    private static partial Regex LongNumber();
}
