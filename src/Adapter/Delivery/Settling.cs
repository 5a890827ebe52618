using Adapter.Ministry;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>
/// What an answer does to the rows of its batch. Once an outcome was unknown, only an answer about the rows themselves
/// settles them: everything else leaves the batch as it is, to be sent again under the same MessageId.
/// </summary>
sealed class Settling(AdapterSettings settings, TimeProvider time)
{
    /// <summary>A row that answers have left out is sent again so often; then it is looked up, or left for a person.</summary>
    const int MostResends = 5;

    readonly Backoff backoff = new(settings.Delivery);

    /// <summary>What may have been sent goes again by itself, or is asked for.</summary>
    public bool GoesOn => CanRepeat || Asks;

    bool Asks => CanAsk && settings.Delivery.OnUnknown == "query";

    /// <summary>The platform can be asked what it holds.</summary>
    public bool CanAsk => settings.Ministry.Capabilities.Contains("Query");

    /// <summary>A repeated key with the same content is harmless.</summary>
    bool CanRepeat => settings.Delivery.OnUnknown != "park" && settings.Ministry.Capabilities.Contains("Upsert");

    /// <summary>Whether the platform is asked what it holds before an open batch is sent again.</summary>
    public bool IsAskedFirst(Claim claim) => claim.Batch.Sends > 1 && CanAsk && (Asks || claim.Rows.Any(IsForAPerson));

    public IReadOnlyList<Settlement> Of(Claim claim, UploadAnswer answer)
    {
        if (answer.Rows.Count == 0) return Whole(claim, answer.Outcome);
        var byKey = answer.Rows.ToLookup(row => row.AAZ341, StringComparer.Ordinal);
        return [.. claim.Rows.Select(row => Single(claim.Batch, row, OfRow(byKey[row.AAZ341].First().Outcome)))];
    }

    /// <summary>What was found of the rows that the platform was asked about; of the others nothing is said.</summary>
    public IReadOnlyList<Settlement> Of(Claim claim, IReadOnlyList<LookupRow> held)
    {
        var found = held.Where(row => row.Found).GroupBy(row => row.AAZ341).ToDictionary(rows => rows.Key, rows => rows.First(), StringComparer.Ordinal);
        return [.. claim.Rows.Where(IsSettled).Select(row => Found(row, found[row.AAZ341]))];

        // A correction that was not applied leaves the old content there.
        bool IsSettled(UploadRow row) => found.TryGetValue(row.AAZ341, out var there) && (row.Correction == 0 || IsSame(row, there));
    }

    /// <summary>Rows of which the platform holds nothing although they were sent: again under the same number, or a person's.</summary>
    public bool IsSentAgain(Claim rest) => (CanRepeat && !rest.Rows.All(IsForAPerson)) || rest.Rows.Any(row => row.Freed == 1);

    /// <summary>The outcome is still not known.</summary>
    public IReadOnlyList<Settlement> Open(Claim claim, Outcome outcome) => [.. claim.Rows.Select(row => Unknown(claim.Batch, row, outcome))];

    IReadOnlyList<Settlement> Whole(Claim claim, Outcome outcome) => outcome.Class switch
    {
        OutcomeClass.DataError or OutcomeClass.Conflict => Halved(claim, outcome),
        OutcomeClass.BatchTooLarge when claim.Batch.Sends == 1 || outcome.IsRead => Halved(claim, outcome),
        // What an earlier send may have left there answers a half of it as "exists, same".
        OutcomeClass.BatchTooLarge when CanRepeat && claim.Rows.Count > 1 => Halved(claim, outcome),
        OutcomeClass.BatchTooLarge => LeftOut(claim, outcome),
        OutcomeClass.AuthError or OutcomeClass.Refused when claim.Batch.Sends == 1 => Refused(claim, outcome),
        OutcomeClass.Unknown => Open(claim, outcome),
        _ => outcome.IsDelivered || claim.Batch.Sends == 1
            ? [.. claim.Rows.Select(row => Single(claim.Batch, row, outcome))]
            : Open(claim, outcome),
    };

    /// <summary>
    /// Refused as a whole while others of its lane were answered: its own content is to blame. Halved until the row is
    /// found, which is a person's. What may have been applied before is never taken apart.
    /// </summary>
    public IReadOnlyList<Settlement> Isolated(Claim claim, Outcome outcome) =>
        claim.Batch.Sends > 1 ? LeftOut(claim, outcome)
        : claim.Rows is [var only] ? [Failed(only, outcome)]
        : [.. claim.Rows.Select(row => Waiting(row, outcome, In(settings.Delivery.FirstRetry), $"{outcome.Message}；同批中有记录被拒，正在逐步拆分查找") with
        {
            WasSent = false,
            BatchCap = Math.Max(1, claim.Rows.Count / 2),
        })];

    // Behind what else waits: when the interface opens again others are tried first. Refused once more, in halves.
    IReadOnlyList<Settlement> Refused(Claim claim, Outcome outcome)
    {
        var isRepeated = claim.Rows.All(row => row.Class == outcome.Class.ToString());
        return [.. claim.Rows.Select(row => Waiting(row, outcome, In(Gates.ProbePause + settings.Delivery.FirstRetry), $"{outcome.Message}，请联系运维") with
        {
            WasSent = false,
            BatchCap = isRepeated ? Math.Max(1, claim.Rows.Count / 2) : row.BatchCap,
        })];
    }

    IReadOnlyList<Settlement> LeftOut(Claim claim, Outcome outcome) => [.. claim.Rows.Select(row => Omitted(claim.Batch, row, outcome))];

    static bool IsForAPerson(UploadRow row) => row.Omitted > MostResends;

    // Refused as a whole without a word about rows: nothing was applied, so halves of it may go under new numbers.
    IReadOnlyList<Settlement> Halved(Claim claim, Outcome outcome) => claim.Rows is [var only]
        ? [Failed(only, outcome)]
        : [.. claim.Rows.Select(row => Waiting(row, outcome, Now, "整批被退回，已拆成更小的批次") with { BatchCap = Math.Max(1, claim.Rows.Count / 2) })];

    Settlement Single(BatchRow batch, UploadRow row, Outcome outcome) => outcome.Class switch
    {
        OutcomeClass.Ok or OutcomeClass.AlreadySame => Of(row, UploadState.Delivered, outcome),
        OutcomeClass.DataError or OutcomeClass.Conflict or OutcomeClass.BatchTooLarge => Failed(row, outcome),
        OutcomeClass.Throttled => Waiting(row, outcome, Now, outcome.Message) with { WasSent = false },
        // The gate of the lane sees to the pauses; so the oldest of what never left goes first when it opens.
        OutcomeClass.RetrySame when outcome.IsUnsent => Waiting(row, outcome, Now, outcome.Message),
        OutcomeClass.RetrySame => Waiting(row, outcome, In(backoff.After(row.Attempts + 1)), outcome.Message),
        _ => Omitted(batch, row, outcome),
    };

    // The answer as a whole was good and says nothing of this row, or two things.
    Settlement Omitted(BatchRow batch, UploadRow row, Outcome outcome)
    {
        var often = row.Omitted + 1 > MostResends;
        return (often && !CanAsk ? Parked(row, outcome) : Unknown(batch, row, outcome)) with { Omitted = true };
    }

    Settlement Unknown(BatchRow batch, UploadRow row, Outcome outcome) => GoesOn
        ? Of(row, UploadState.Unknown, outcome) with
        {
            DueAt = In(backoff.After(batch.Sends)),
            Why = $"{outcome.Message}；结果待确认，{(Asks ? "将先查询部平台" : "将以原报文再次上传")}",
        }
        : Parked(row, outcome);

    /// <summary>Stays open until a person has looked.</summary>
    public static Settlement Parked(UploadRow row, Outcome outcome) => Of(row, UploadState.Unknown, outcome) with
    {
        DueAt = Stamp.Never,
        Why = $"{outcome.Message}；结果待确认，请人工与部平台核对",
    };

    /// <summary>The platform holds something else under the same key.</summary>
    public static bool IsDisputed(Settlement settlement) => settlement is { State: UploadState.Failed, Class: nameof(OutcomeClass.Conflict) };

    public static Settlement WithHeld(Settlement settlement, LookupRow held)
    {
        var text = $"{settlement.Message}；部平台所存内容摘要 {held.ContentSm3}（{held.ReceivedAt} 接收），本系统这一版 {settlement.Row.Digest}";
        return settlement with { Message = text, Why = text };
    }

    static bool IsSame(UploadRow row, LookupRow held) => string.Equals(held.ContentSm3, row.Digest, StringComparison.OrdinalIgnoreCase);

    // What closes an interface or a region when a whole message is answered so, of one row means: not now.
    static Outcome OfRow(Outcome outcome) => outcome.Class is OutcomeClass.Throttled or OutcomeClass.Refused or OutcomeClass.AuthError
        ? outcome with { Class = OutcomeClass.RetrySame }
        : outcome;

    static Settlement Found(UploadRow row, LookupRow held) => IsSame(row, held)
        ? Of(row, UploadState.Delivered, new() { Class = OutcomeClass.AlreadySame, Code = "found", Message = "经查询，部平台已有相同内容的记录" })
        : WithHeld(Failed(row, new() { Class = OutcomeClass.Conflict, Code = "found-other", Message = "经查询，部平台已有同一流水号、不同内容的记录" }), held);

    static Settlement Waiting(UploadRow row, Outcome outcome, string dueAt, string why) =>
        Of(row, UploadState.Waiting, outcome) with { DueAt = dueAt, Why = why, BatchCap = row.BatchCap };

    static Settlement Failed(UploadRow row, Outcome outcome) => Of(row, UploadState.Failed, outcome) with { Why = outcome.Message };

    static Settlement Of(UploadRow row, string state, Outcome outcome) => new()
    {
        Row = row,
        State = state,
        Class = outcome.Class.ToString(),
        Code = outcome.Code,
        Message = outcome.Message,
        Field = outcome.Field,
        WasSent = !outcome.IsUnsent,
    };

    string Now => Stamp.Of(time.GetUtcNow());

    string In(TimeSpan pause) => Stamp.Of(time.GetUtcNow() + pause);
}
