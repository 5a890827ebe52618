using System.Text.Json.Nodes;
using Adapter.Wire;

namespace Adapter.Simulator;

/// <summary>One call from its first byte to its last: faults in front, the gate, the work, faults on the way back.</summary>
sealed class Counter(Rulebook rules, Books books, FaultBoard board, Sealer sealer, Works works)
{
    readonly QuestionReader reader = new(rules, sealer);
    readonly Gate gate = new(rules, sealer);

    public Outage Outage { get; } = new();

    public async Task Answer(HttpContext context, string service, TimeProvider time)
    {
        var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        var now = time.GetUtcNow();
        var entry = new JournalEntry { At = now, Interface = service };
        var away = Outage.Reply;
        var hits = away is null ? board.Draw(service, now) : [];
        entry.Faults = away is null ? [.. hits.Select(hit => hit.Fault.Name)] : [Outage.Name];
        var question = reader.Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), new() { Interface = service, Now = now, Entry = entry, Hits = hits });
        books.Journal.Add(entry);
        var reply = away ?? Reply(question, context);
        entry.Status = reply.CutAfter == 0 ? 0 : reply.Status;
        if (away is not null || hits.Any(hit => hit.Fault.Outcome == Outcome.Unclear)) entry.Outcome = Outcome.Unclear;
        else if (hits.Any(hit => hit.Fault.Outcome == Outcome.Depends)) entry.Outcome = Outcome.Depends;
        if (!await reply.Send(context, time)) entry.Outcome = Outcome.Unclear;
    }

    Reply Reply(Question question, HttpContext context)
    {
        var instead = question.Hits.FirstOrDefault(hit => hit.Fault.Instead is not null);
        var reply = instead is not null ? instead.Fault.Instead!(instead) : Sealed(question, context);
        return question.Hits.Aggregate(reply, (soFar, hit) => hit.Fault.Reply?.Invoke(hit, soFar) ?? soFar);
    }

    Reply Sealed(Question question, HttpContext context)
    {
        var skew = question.Hits.Aggregate(TimeSpan.Zero, (sum, hit) => sum + (hit.Fault.Skew?.Invoke(hit) ?? TimeSpan.Zero));
        var now = question.Now + skew;
        var refuse = question.Hits.FirstOrDefault(hit => hit.Fault.Refuse is not null);
        var refusal = gate.Refusal(question, context.Connection.RemoteIpAddress, now) ?? refuse?.Fault.Refuse!(refuse);
        var draft = refusal ?? Worked(question);
        var body = Text(question, draft, faulty: refusal is null);
        (question.Entry.ReturnResult, question.Entry.Code) = (draft.Result, draft.Code);
        return new() { Bytes = sealer.Answer(question, draft, body, now), ContentType = rules.Profile.Transport.ContentType };
    }

    Draft Worked(Question question)
    {
        var (id, sm3) = (question.Entry.MessageId, question.Entry.BodySm3);
        var known = books.Replays.Find(id, sm3);
        if (known is { Same: false }) return Draft.Answer(rules.Profile.Code("id-reused"), rules.Profile.Codes.First(code => code.Id == "id-reused").Means);
        if (known is { Answer: { } stored })
        {
            question.Entry.Replayed = true;
            return stored;
        }
        var draft = works.Do(question);
        if (draft.IsStored) books.Replays.Store(id, sm3, draft, page: question.Rows.Count == 0);
        return draft;
    }

    string Text(Question question, Draft draft, bool faulty)
    {
        var names = rules.Profile.Body;
        var text = draft.Body ?? (draft.IsRefusal ? "{}"
            : new JsonObject { [names.Code] = draft.Code, [names.Message] = draft.Message }.ToJsonString(Uploads.Plain));
        FaultHit[] hits = faulty ? [.. question.Hits.Where(hit => hit.Fault.Body is not null)] : [];
        foreach (var row in question.Entry.Rows) row.Answered = true;
        if (hits.Length == 0) return text;
        var body = JsonNode.Parse(text)!.AsObject();
        foreach (var hit in hits) hit.Fault.Body!(hit, body, names);
        Mark(question.Entry.Rows, body);
        return body.ToJsonString(Uploads.Plain);
    }

    /// <summary>A row of which the answer says nothing, or two things, is not answered.</summary>
    void Mark(IReadOnlyList<JournalRow> rows, JsonObject body)
    {
        var names = rules.Profile.Body;
        if ((body[names.Rows] ?? body[names.Rows.ToLowerInvariant()]) is not JsonArray answered) return;
        var counts = answered.CountBy(row => (row![names.Serial] ?? row[names.Serial.ToLowerInvariant()])?.ToString() ?? "").ToDictionary();
        foreach (var row in rows) row.Answered = counts.GetValueOrDefault(row.AAZ341) == 1;
    }
}
