namespace Adapter.Contracts;

/// <summary>The unit in which the ministry's lengths are counted: a supplementary character counts as one.</summary>
static class CodePoints
{
    public static int Count(string text)
    {
        var count = text.Length;
        foreach (var c in text)
        {
            if (char.IsLowSurrogate(c)) count--;
        }
        return count;
    }
}
