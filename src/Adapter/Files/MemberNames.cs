using System.Buffers;
using System.Text.Json;
using Adapter.Contracts;

namespace Adapter.Files;

/// <summary>What a header is to a table, for JSON objects: their members are called by field codes; with a map as it and the fields' names say.</summary>
sealed class MemberNames(Kind kind, FieldMap? map)
{
    readonly IReadOnlyList<string> columns = [.. kind.Fields.Select(field => field.Code), FileRow.ConfirmColumn];
    readonly bool renamesCodes = map?.RenamesCodes(kind) == true;
    bool isLookedAt;

    /// <summary>The record of an object. Its columns are the field codes, whatever its members are called.</summary>
    /// <exception cref="FileFault">It is the first one, and none of its members is known, or two stand for one field.</exception>
    public FileRow Row(long line, ReadOnlySpan<byte> json)
    {
        var message = MessageReader.Read(kind, json);
        if (map is null || message.Malformed is [""] || (isLookedAt && !renamesCodes && message.Unknown.Count == 0)) return Row(line, message, "");
        var (renamed, codes) = (new ArrayBufferWriter<byte>(json.Length), new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
        var confirmed = Rename(map, json, renamed, codes);
        if (!isLookedAt && codes.Count > 0) Header.Check(kind, codes.Values, "第一条记录的成员名", "名称不同的用对照表说明。");
        isLookedAt |= codes.Count > 0;
        return Row(line, MessageReader.Read(kind, renamed.WrittenSpan), confirmed);
    }

    public FileRow Unreadable(long line) => Row(line, Message.Unreadable(kind), "");

    FileRow Row(long line, Message message, string confirmed) =>
        new(line, message, columns, [.. kind.Fields.Select(field => message[field.Index] ?? ""), confirmed]);

    /// <summary>Writes the object with our names; what each of its names became goes to the codes. What it confirms.</summary>
    string Rename(FieldMap map, ReadOnlySpan<byte> json, ArrayBufferWriter<byte> renamed, Dictionary<string, string> codes)
    {
        var confirmed = "";
        var reader = new Utf8JsonReader(json);
        reader.Read();
        renamed.Write("{"u8);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var title = Title(ref reader);
            var asItStands = json.Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var value = json[start..(int)reader.BytesConsumed];
            var code = title is null ? null : codes[title] = map.CodeOf(kind, title);
            if (title?.Equals(FileRow.ConfirmColumn, StringComparison.OrdinalIgnoreCase) == true) confirmed = Texts(value);
            if (code == "") continue;
            if (renamed.WrittenCount > 1) renamed.Write(","u8);
            // A name that is ours already may be written as no other is: escaped, or broken.
            if (code is null || code == title) renamed.Write(asItStands);
            else renamed.Write(JsonSerializer.SerializeToUtf8Bytes(code));
            renamed.Write(":"u8);
            renamed.Write(value);
        }
        renamed.Write("}"u8);
        return confirmed;
    }

    static string? Title(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!.Trim();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // One text, or an array of them as the local API takes it.
    static string Texts(ReadOnlySpan<byte> value)
    {
        var texts = new List<string>();
        var reader = new Utf8JsonReader(value);
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.String && Title(ref reader) is { } text) texts.Add(text);
        return string.Join(' ', texts);
    }
}
