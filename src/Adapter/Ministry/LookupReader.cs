using Adapter.Wire;

namespace Adapter.Ministry;

/// <summary>Reads what the platform holds of the serials asked for.</summary>
sealed class LookupReader(AnswerReader reader, Profile profile)
{
    public LookupAnswer Read(RawAnswer answer)
    {
        var (outcome, body) = reader.Read(answer);
        if (outcome.Class != OutcomeClass.Ok || body?.Rows is null) return new() { Outcome = outcome };
        return new()
        {
            Outcome = outcome,
            Rows = [.. body.Rows.Select(slice => AnswerBody.Read(slice, "", profile.Transport.MaxDepth)).OfType<AnswerBody>().Select(Row)],
        };
    }

    LookupRow Row(AnswerBody row) => new(
        row[profile.Body.Serial], row[profile.Body.Found] == profile.Values.FoundYes, row[profile.Body.ContentSm3], row[profile.Body.ReceivedAt]);
}
