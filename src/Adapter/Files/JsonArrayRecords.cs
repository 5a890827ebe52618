using System.Text.Json;
using Adapter.Contracts;

namespace Adapter.Files;

/// <summary>One JSON array of objects. An element that is JSON but no readable object is malformed; a broken array ends the reading.</summary>
static class JsonArrayRecords
{
    public static IEnumerable<Message> Read(Kind kind, Stream utf8)
    {
        var elements = new JsonArrayScan(new ByteWindow(utf8));
        elements.Open();
        while (elements.Next())
        {
            var message = elements.IsTooLong ? Message.Unreadable(kind) : MessageReader.Read(kind, elements.Current);
            if (!elements.IsTooLong && message.Malformed is [""] && !IsJson(elements.Current)) throw elements.Broken();
            yield return message;
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
