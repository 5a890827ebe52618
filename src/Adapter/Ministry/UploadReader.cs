using Adapter.Wire;

namespace Adapter.Ministry;

/// <summary>Reads the answer to a batch: rows are matched by (AAB301, AAZ341), never by their place.</summary>
sealed class UploadReader(AnswerReader reader, Verdict verdict, Profile profile)
{
    public UploadAnswer Read(UploadBatch batch, RawAnswer answer)
    {
        var (outcome, body) = reader.Read(answer);
        return new() { Outcome = outcome, Rows = body is null ? [] : Rows(batch, outcome, body), Milliseconds = answer.Milliseconds };
    }

    IReadOnlyList<RowAnswer> Rows(UploadBatch batch, Outcome outcome, AnswerBody body)
    {
        if (body.Rows is { Count: > 0 } rows && IsAnswered(outcome)) return Matched(batch, outcome, rows);
        return outcome.Class switch
        {
            OutcomeClass.Ok => Each(batch, IsContradicted(batch, body) ? verdict.Local("contradiction") : outcome),
            OutcomeClass.Partial => Each(batch, verdict.Local("missing")),
            _ => [],
        };
    }

    // "All taken" without a row, and counts that say otherwise.
    bool IsContradicted(UploadBatch batch, AnswerBody body) =>
        body[profile.Body.FailCount] is not ("" or "0") || (body[profile.Body.SuccessCount] is { Length: > 0 } taken && taken != $"{batch.Serials.Count}");

    static bool IsAnswered(Outcome outcome) =>
        outcome.Class is OutcomeClass.Ok or OutcomeClass.Partial or OutcomeClass.DataError or OutcomeClass.Conflict;

    IReadOnlyList<RowAnswer> Matched(UploadBatch batch, Outcome outcome, IReadOnlyList<ReadOnlyMemory<byte>> slices)
    {
        var answered = slices
            .Select(slice => AnswerBody.Read(slice, "", profile.Transport.MaxDepth))
            .OfType<AnswerBody>()
            .Where(row => row[profile.Body.Region] == batch.AAB301)
            .ToLookup(row => row[profile.Body.Serial], StringComparer.Ordinal);
        var isRefused = outcome.Class is OutcomeClass.DataError or OutcomeClass.Conflict;
        // No row of it can be told: as if no row had been named.
        if (isRefused && answered.Count == 0) return [];
        // A batch refused as a whole was not applied: what it does not name may go into a new one.
        var unnamed = isRefused
            ? outcome with { Class = OutcomeClass.RetrySame }
            : verdict.Local("missing");
        return [.. batch.Serials.Select((serial, index) => Settle(batch.AAB301, serial, index + 1, [.. answered[serial]]) ?? new(batch.AAB301, serial, index + 1, unnamed))];
    }

    RowAnswer? Settle(string region, string serial, int rowNo, IReadOnlyList<AnswerBody> rows)
    {
        if (rows.Count == 0) return null;
        var names = profile.Body;
        if (rows.Any(row => row[names.Code] != rows[0][names.Code])) return new(region, serial, rowNo, verdict.Local("contradiction"));
        var outcome = verdict.OfCode(rows[0][names.Code], rows[0][names.Message]);
        if (outcome.Class == OutcomeClass.Partial) outcome = outcome with { Class = OutcomeClass.Unknown };
        var field = rows[0][names.FieldName];
        return new(region, serial, rowNo, outcome with { Field = Discreet.IsCode(field) ? field : null }) { PlatformSerial = rows[0][names.PlatformSerial] };
    }

    static IReadOnlyList<RowAnswer> Each(UploadBatch batch, Outcome outcome) =>
        [.. batch.Serials.Select((serial, index) => new RowAnswer(batch.AAB301, serial, index + 1, outcome))];
}
