using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Adapter.Wire;

namespace Adapter.Simulator;

/// <summary>SYDJ1002 and SYDJ1003: a batch of rows, each judged on its own.</summary>
sealed class Uploads(Rulebook rules, RowJudge judge)
{
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    BodyNames Names => rules.Profile.Body;

    public Draft Answer(Question question)
    {
        var rows = question.Rows;
        if (rows.Count == 0) return Draft.Refusal(rules.Profile.ReturnResult("message-form"), "报文体没有 Rows");
        if (rows.Count > rules.Profile.Sizes.MaxBatch || question.BodyBytes > rules.Profile.Sizes.MaxBatchBytes)
            return Draft.Answer(rules.Profile.Code("batch-too-large"), $"单批不得超过{rules.Profile.Sizes.MaxBatch}条、{rules.Profile.Sizes.MaxBatchBytes}字节");
        if (question.Member(Names.RowCount) != rows.Count.ToString(CultureInfo.InvariantCulture))
            return Draft.Refusal(rules.Profile.ReturnResult("message-form"), "RowCount 与 Rows 不符");
        var verdicts = Verdicts(question);
        return Answer(rows, verdicts);
    }

    RowVerdict[] Verdicts(Question question)
    {
        var faults = new Dictionary<int, RowFault>();
        foreach (var hit in question.Hits)
            foreach (var fault in hit.Fault.Row?.Invoke(hit, question.Rows.Count) ?? []) faults.TryAdd(fault.Index, fault);
        return [.. question.Rows.Select((row, index) =>
        {
            var verdict = Verdict(question, row, faults.GetValueOrDefault(index));
            row.Journal.Code = verdict.Code;
            row.Journal.Applied = verdict.Written;
            return verdict;
        })];
    }

    RowVerdict Verdict(Question question, UploadedRow row, RowFault? fault)
    {
        if (fault is { Applied: false }) return new(fault.Code, fault.TextFor(row.Journal.AAZ341) ?? Means(fault.Code));
        var verdict = judge.Judge(row, question.Entry.MessageId, question.Now);
        return fault is not null && verdict.Written ? verdict with { Code = fault.Code, Message = Means(fault.Code) } : verdict;
    }

    Draft Answer(IReadOnlyList<UploadedRow> rows, RowVerdict[] verdicts)
    {
        var good = verdicts.Count(verdict => verdict.Code == rules.Profile.Code("ok") || verdict.Code == rules.Profile.Code("exists-same"));
        var code = rules.Profile.Code(good == rows.Count ? "ok" : "partly");
        var body = new JsonObject
        {
            [Names.Code] = code,
            [Names.Message] = good == rows.Count ? "成功" : "部分成功",
            [Names.SuccessCount] = good.ToString(CultureInfo.InvariantCulture),
            [Names.FailCount] = (rows.Count - good).ToString(CultureInfo.InvariantCulture),
            [Names.Rows] = new JsonArray([.. rows.Select((row, index) => Row(row, index, verdicts[index]))]),
        };
        return new() { Code = code, Body = body.ToJsonString(Plain) };
    }

    JsonObject Row(UploadedRow row, int index, RowVerdict verdict) => new()
    {
        [Names.RowNo] = (index + 1).ToString(CultureInfo.InvariantCulture),
        [Names.Region] = row.Journal.AAB301,
        [Names.Serial] = row.Journal.AAZ341,
        [Names.Application] = row.Journal.ADC201,
        [Names.Code] = verdict.Code,
        [Names.Message] = verdict.Message,
        [Names.FieldName] = verdict.Field,
        [Names.PlatformSerial] = verdict.PlatformSerial,
    };

    string Means(string code) => rules.Profile.Codes.FirstOrDefault(rule => rule.Code == code)?.Means ?? "处理失败";
}
