using System.Text;

namespace Adapter.Cli;

/// <summary>Text that came from outside, before it goes to a terminal: control characters are shown, never obeyed.</summary>
static class Visible
{
    public static string Of(string text)
    {
        if (!text.Any(IsHidden)) return text;
        var shown = new StringBuilder(text.Length);
        foreach (var c in text) shown.Append(IsHidden(c) ? $"\\u{(int)c:x4}" : c.ToString());
        return shown.ToString();
    }

    static bool IsHidden(char c) => char.IsControl(c) || c is (>= '\u200B' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2060' and <= '\u2069') or '\uFEFF';
}
