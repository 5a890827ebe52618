using System.Text.Json;

namespace Adapter.Files;

/// <summary>One JSON array of objects. An element that is JSON but no readable object is malformed; a broken array ends the reading.</summary>
static class JsonArrayRecords
{
    public static IEnumerable<FileRow> Read(MemberNames names, Stream utf8)
    {
        var elements = new JsonArrayScan(new ByteWindow(utf8));
        elements.Open();
        for (var line = 1L; elements.Next(); line++)
        {
            var row = elements.IsTooLong ? names.Unreadable(line) : names.Row(line, elements.Current);
            if (!elements.IsTooLong && row.Message.Malformed is [""] && !IsJson(elements.Current)) throw elements.Broken();
            yield return row;
        }
    }

    static bool IsJson(ReadOnlySpan<byte> element)
    {
        try
        {
            var reader = new Utf8JsonReader(element, new JsonReaderOptions { MaxDepth = 1024 });
            while (reader.Read()) reader.TrySkip();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
