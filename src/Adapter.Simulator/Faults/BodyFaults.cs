using System.Text.Json;
using System.Text.Json.Nodes;
using Adapter.Wire;

namespace Adapter.Simulator;

/// <summary>Faults in the body of an answer; it is signed as it then stands.</summary>
static class BodyFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new()
        {
            Name = "twice-other-content",
            Chinese = "同一 ADC201 在一页中出现两次，内容不同",
            English = "the same ADC201 twice in a page, with other content",
            Parameters = ["rows=1"],
            Interfaces = FaultTable.Downloads,
            Body = (hit, body, names) => Double(hit, body, names, row => row["AAE815"] = $"{row["AAE815"]}另附说明"),
        },
        new()
        {
            Name = "contradictory-rows",
            Chinese = "同一行答两次，结果相反",
            English = "the same row answered twice, with opposite codes",
            Parameters = ["rows=1"],
            Interfaces = FaultTable.Uploads,
            Outcome = Outcome.Depends,
            Body = (hit, body, names) => Double(hit, body, names, row => row[names.Code] = (string?)row[names.Code] == "00000000" ? "30000004" : "00000000"),
        },
        new()
        {
            Name = "missing-rows",
            Chinese = "Rows 少 rows 行：短于 TotalCount，或上传的行没有答复",
            English = "Rows is short by rows: shorter than TotalCount, or an uploaded row without an answer",
            Parameters = ["rows=1"],
            Interfaces = FaultTable.WithRows,
            Body = Drop,
        },
        new()
        {
            Name = "reversed-rows",
            Chinese = "Rows 的次序颠倒",
            English = "Rows comes in reverse order",
            Interfaces = FaultTable.WithRows,
            Body = Reverse,
        },
        new()
        {
            Name = "numbers-for-strings",
            Chinese = "数字串写成 JSON 数字（有前导零的除外）",
            English = "strings of digits without a leading zero come as JSON numbers",
            Body = (_, body, _) => Numbers(body),
        },
        new()
        {
            Name = "lower-case-names",
            Chinese = "成员名全部小写",
            English = "all member names in lower case",
            Body = (_, body, _) => Lower(body),
        },
    ];

    static void Double(FaultHit hit, JsonObject body, BodyNames names, Action<JsonObject> change)
    {
        if (body[names.Rows] is not JsonArray rows) return;
        foreach (var place in hit.Places(rows.Count).ToArray())
        {
            var copy = rows[place]!.DeepClone().AsObject();
            change(copy);
            rows.Add((JsonNode)copy);
        }
    }

    static void Drop(FaultHit hit, JsonObject body, BodyNames names)
    {
        if (body[names.Rows] is not JsonArray rows) return;
        foreach (var place in hit.Places(rows.Count).Reverse().ToArray()) rows.RemoveAt(place);
    }

    static void Reverse(FaultHit hit, JsonObject body, BodyNames names)
    {
        if (body[names.Rows] is not JsonArray rows) return;
        JsonNode?[] all = [.. rows];
        rows.Clear();
        foreach (var row in all.Reverse()) rows.Add(row);
    }

    static void Numbers(JsonNode? node)
    {
        if (node is JsonArray array) foreach (var item in array) Numbers(item);
        if (node is not JsonObject members) return;
        foreach (var (name, value) in members.ToArray())
        {
            if (value is JsonValue && value.GetValueKind() == JsonValueKind.String && IsNumber((string)value!))
                members[name] = JsonNode.Parse((string)value!);
            else Numbers(value);
        }
    }

    static bool IsNumber(string text) => text.Length > 0 && text[0] != '0' && text.All(char.IsAsciiDigit);

    static void Lower(JsonNode? node)
    {
        if (node is JsonArray array) foreach (var item in array) Lower(item);
        if (node is not JsonObject members) return;
        foreach (var (name, value) in members.ToArray())
        {
            Lower(value);
            members.Remove(name);
            members[name.ToLowerInvariant()] = value;
        }
    }
}
