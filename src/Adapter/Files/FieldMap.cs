using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Adapter.Contracts;

namespace Adapter.Files;

/// <summary>
/// How a local system's columns and codes become those of the agreement, as a JSON file says. Without one a column is named by
/// its field code or its Chinese name. The members of JSON objects are columns as those of a table are.
/// </summary>
sealed class FieldMap
{
    const int RegionDigits = 6;
    const int LongRegionDigits = 12;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>Of its text.</summary>
    public const int MostBytes = 1 << 20;

    readonly Content content;

    FieldMap(Content content, string text)
    {
        this.content = content;
        Text = text;
    }

    /// <summary>Nothing is translated.</summary>
    public static FieldMap None { get; } = new(new(), "");

    /// <summary>As it was given; "" = none.</summary>
    public string Text { get; }

    /// <summary>Hex; "" where nothing is translated.</summary>
    public string Digest => Text == "" ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>The text of a file that should be a map; no other encoding than that of a table.</summary>
    /// <exception cref="FileFault">It is too large, empty or of an unknown encoding.</exception>
    public static async Task<string> TextOf(Stream file, CancellationToken stop)
    {
        using var bytes = await Bounded.Read(file, MostBytes, stop) ?? throw TooLarge();
        using var text = new StreamReader(TextEncoding.Find(bytes) ?? throw new FileFault("对照表的编码既不是UTF-8，也不是GB18030，请另存为UTF-8后重试。"), Encoding.UTF8);
        return await text.ReadToEndAsync(stop) is var given && string.IsNullOrWhiteSpace(given) ? throw new FileFault("对照表是空的。") : given;
    }

    /// <exception cref="FileFault">It is no such map, or names what no kind has.</exception>
    public static FieldMap Read(Agreement agreement, string text)
    {
        if (text == "") return None;
        if (Encoding.UTF8.GetByteCount(text) > MostBytes) throw TooLarge();
        try
        {
            var content = JsonSerializer.Deserialize<Content>(text, Json) ?? throw new JsonException();
            var fields = content.Headers.Values.Concat(content.Codes.Keys).Concat(content.Names).Concat(content.Regions);
            if (fields.FirstOrDefault(code => code != "" && !agreement.Kinds.Any(kind => kind.Find(code)?.Code == code)) is { } wrong)
                throw new FileFault($"对照表中的 {wrong} 不是任何一类记录的指标编码（字母大写，如 AAC002）。");
            return new(content, text);
        }
        catch (JsonException fault)
        {
            throw new FileFault("对照表不是有效的JSON，或有不认识的成员；应为 {\"headers\":{},\"codes\":{},\"names\":[],\"regions\":[]}。", fault);
        }
    }

    /// <summary>Whether a column that is titled by a field code of the kind is another one, or left out.</summary>
    public bool RenamesCodes(Kind kind) => content.Headers.Keys.Any(title => kind.Find(title) is not null);

    /// <summary>The field code that a column's title stands for; "" for one that is to be left out; the title itself where it is unknown.</summary>
    public string CodeOf(Kind kind, string title)
    {
        if (content.Headers.TryGetValue(title, out var code)) return code;
        if (title.Equals(FileRow.ConfirmColumn, StringComparison.OrdinalIgnoreCase) || FaultReport.Columns.Contains(title) || UploadColumns.Extra.Contains(title)) return "";
        return kind.Find(title)?.Code ?? kind.Fields.FirstOrDefault(field => field.Name == title)?.Code ?? title;
    }

    /// <summary>The message in the agreement's codes.</summary>
    public Message Apply(Message message, MapTally? tally = null)
    {
        foreach (var (code, _) in content.Codes) message = Apply(message, code, tally);
        foreach (var code in content.Names.Concat(content.Regions).Except(content.Codes.Keys)) message = Apply(message, code, tally);
        return message;
    }

    Message Apply(Message message, string code, MapTally? tally)
    {
        if (message.Kind.Find(code) is not { } field || message.IsEmpty(code)) return message;
        var value = message[field.Index]!;
        if (Becomes(field, value) is { } becomes)
        {
            tally?.Mapped(code, value, becomes);
            return message.With(code, becomes);
        }
        if (!IsOurs(field, value)) tally?.Left(code, value);
        return message;
    }

    static FileFault TooLarge() => new("对照表太大，应不超过 1 MB。");

    string? Becomes(Field field, string value)
    {
        if (content.Codes.TryGetValue(field.Code, out var codes) && codes.TryGetValue(value.Trim(), out var becomes)) return becomes;
        if (content.Names.Contains(field.Code) && field.Tables.SelectMany(table => table.Rows).FirstOrDefault(row => row.Value["name"] == value.Trim()) is { Key: { } named }) return named;
        return content.Regions.Contains(field.Code) && value.Length == LongRegionDigits && value.All(char.IsAsciiDigit) ? value[..RegionDigits] : null;
    }

    // Without a table any value is ours.
    bool IsOurs(Field field, string value) => field.Tables.Count == 0 || field.Tables.Any(table => table.Rows.ContainsKey(value) || table.HasFormOf(value))
        || (content.Codes.TryGetValue(field.Code, out var codes) && codes.Values.Contains(value));

    sealed record Content
    {
        /// <summary>A column's title, or a member's name -> its field code; "" = the column is left out.</summary>
        public Dictionary<string, string> Headers { get; init; } = [];
        /// <summary>A field code -> local code -> the agreement's.</summary>
        public Dictionary<string, Dictionary<string, string>> Codes { get; init; } = [];
        /// <summary>Field codes whose values may be the names of their code table.</summary>
        public List<string> Names { get; init; } = [];
        /// <summary>Field codes whose regions may have 12 digits.</summary>
        public List<string> Regions { get; init; } = [];
    }
}
