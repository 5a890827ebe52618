using System.Text;
using Adapter.Contracts;
using Adapter.Ministry;

namespace Adapter.Torture.Worlds;

/// <summary>The ministry's upload interfaces: message numbers, rows, look-up.</summary>
sealed class Batches(Agreement agreement, Holdings holdings, Dice dice, Tally tally)
{
    readonly Dictionary<string, Heard> known = new(StringComparer.Ordinal);

    public string Take(Visit visit)
    {
        if (!known.TryGetValue(visit.MessageId, out var before)) known[visit.MessageId] = before = new(visit.Envelope.Body, null);
        if (before.Body != visit.Envelope.Body)
        {
            tally.Fail($"I4: {visit.MessageId} came with another body");
            return Counter.Body("10000006");
        }
        if (visit.Fault is Fault.AllRefused && before.Rows is null) return Counter.Body("30000003");
        // What a row was answered it is answered again; one that was left out is looked at now.
        var kind = agreement.Kinds.First(kind => kind.Interface == visit.Interface);
        var rows = before.Rows ?? [];
        var left = visit.Fault is Fault.RowsMissing ? dice.Below(visit.Sent.Count) : -1;
        for (var place = 0; place < visit.Sent.Count; place++)
            if (place != left && !rows.Exists(row => row.Text == visit.Sent[place])) rows.Add((visit.Sent[place], Row(visit.Fault, kind.Name, visit.Asked.Rows![place], place)));
        known[visit.MessageId] = before with { Rows = rows };
        return Answer(visit, [.. rows], visit.Sent.Count);
    }

    string Row(Fault fault, string kind, ReadOnlyMemory<byte> raw, int place)
    {
        var row = AnswerBody.Read(raw, "", 8)!;
        var refused = fault switch
        {
            Fault.RowsRefused or Fault.RowsMissing when dice.Chance(0.5) => "30000002",
            Fault.RowsBusy or Fault.RowsShuffled when dice.Chance(0.5) => "90000001",
            _ => null,
        };
        var code = refused ?? holdings.Take(kind, row, raw);
        return $$"""{"RowNo":"{{place + 1}}","AAB301":"{{row["AAB301"]}}","AAZ341":"{{row["AAZ341"]}}","ADC201":"{{row["ADC201"]}}","CODE":"{{code}}","MESSAGE":"","FieldName":"","PlatformSerial":""}""";
    }

    string Answer(Visit visit, List<(string Text, string Answer)> rows, int all)
    {
        var good = rows.Count(row => Visit.IsHeld(CodeOf(row.Answer)));
        var code = good == all ? "00000000" : "00000001";
        if (rows.Count < all && rows.Count > 0) tally.Mark("partial batch");
        if (visit.Fault is Fault.RowsTwice) rows.Add(dice.Of(rows));
        if (visit.Fault is Fault.RowsShuffled) rows.Reverse();
        foreach (var row in rows) visit.Codes[row.Text] = CodeOf(row.Answer);
        return $$"""{"CODE":"{{code}}","MESSAGE":"","SuccessCount":"{{good}}","FailCount":"{{all - good}}","Rows":[{{string.Join(',', rows.Select(row => row.Answer))}}]}""";
    }

    static string CodeOf(string row) => row.Substring(row.IndexOf("\"CODE\":\"", StringComparison.Ordinal) + 8, 8);

    public string Find(Visit visit)
    {
        using var json = System.Text.Json.JsonDocument.Parse(visit.Envelope.BodyBytes);
        var kind = visit.Asked["Kind"] == "1002" ? "audit-result" : "deregistration";
        var text = new StringBuilder();
        foreach (var serial in json.RootElement.GetProperty("AAZ341").EnumerateArray().Select(serial => serial.GetString()!))
        {
            var held = holdings.Of(kind, visit.Asked["AAB301"], serial);
            visit.Held[new(kind, visit.Asked["AAB301"], serial)] = held?.Text;
            var digest = held is null ? "" : Adapter.Wire.ContentDigest.Of(MessageReader.Read(agreement.Kind(kind), Encoding.UTF8.GetBytes(held.Text)));
            text.Append(text.Length == 0 ? "" : ",").Append($$"""{"AAZ341":"{{serial}}","Found":"{{(held is null ? 0 : 1)}}","ContentSm3":"{{digest}}","ReceivedAt":""}""");
        }
        return $$"""{"CODE":"00000000","MESSAGE":"","Rows":[{{text}}]}""";
    }

    sealed record Heard(string Body, List<(string Text, string Answer)>? Rows);
}
