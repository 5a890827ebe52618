using System.Buffers.Text;
using System.Text;

namespace Adapter.Api;

/// <summary>A part of a list; <c>next</c> is given back as <c>after</c>, null at the end.</summary>
sealed record Listing<T>(IReadOnlyList<T> Items, string? Next);

static class Cursor
{
    const int Usual = 100;
    const int Most = 200;

    public static int Limit(int? limit) => limit is null ? Usual : limit is >= 1 and <= Most ? limit.Value : throw Invalid("limit");

    public static string Of(params ReadOnlySpan<string> place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('\n', place)));

    /// <summary>The place that <see cref="Of"/> wrote, in so many parts; null when there is none.</summary>
    public static string[]? Read(string? after, int parts)
    {
        if (string.IsNullOrEmpty(after)) return null;
        try
        {
            var place = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(after)).Split('\n');
            return place.Length == parts ? place : throw Invalid("after");
        }
        catch (FormatException)
        {
            throw Invalid("after");
        }
    }

    public static long Number(string? after) => Read(after, 1) is not { } place ? 0 : long.TryParse(place[0], out var number) ? number : throw Invalid("after");

    public static Fault Invalid(string name) => new(StatusCodes.Status400BadRequest, "query.invalid", name);
}
