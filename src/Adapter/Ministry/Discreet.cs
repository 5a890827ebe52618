using System.Text.RegularExpressions;

namespace Adapter.Ministry;

/// <summary>The platform may write anything where words or a code should stand: what could be a person's is left out.</summary>
static partial class Discreet
{
    const int LongestCode = 12;

    /// <summary>Without the long numbers that a message may complain about.</summary>
    public static string Of(string message) => LongNumber().Replace(message, "***");

    /// <summary>Whether a text has the form of a code or of a field's name, and may be shown.</summary>
    public static bool IsCode(string text) => text.Length is > 0 and <= LongestCode && text.All(char.IsAsciiLetterOrDigit);

    [GeneratedRegex("[0-9０-９]{7,}[0-9Xx０-９Ｘｘ]?", RegexOptions.CultureInvariant)]
    private static partial Regex LongNumber();
}
