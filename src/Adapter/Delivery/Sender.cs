using Adapter.Contracts;
using Adapter.Ministry;
using Adapter.Store;
using Adapter.Wire;

namespace Adapter.Delivery;

/// <summary>The outcome of the call as a whole, and what it does to the rows.</summary>
sealed record Reply(Outcome Outcome, IReadOnlyList<Settlement> Settlements)
{
    public long Milliseconds { get; init; }
    /// <summary>Nothing was sent: the platform had asked for quiet meanwhile, and has said nothing more.</summary>
    public bool IsHeld { get; init; }
}

/// <summary>Builds the message of a batch before it is stored, and sends it exactly so.</summary>
sealed class Sender(MinistryClient ministry, Agreement agreement, Settling settling)
{
    static readonly Outcome Answered = new() { Class = OutcomeClass.Ok, Code = "" };
    static readonly Outcome NotFound = new() { Class = OutcomeClass.Unknown, Code = "not-found", Message = "经查询，部平台没有该记录" };
    static readonly Outcome NotSent = new() { Class = OutcomeClass.RetrySame, Code = "not-sent", Message = "停机，报文未发出", IsUnsent = true };
    static readonly Outcome HeldBack = new() { Class = OutcomeClass.RetrySame, Code = "not-sent", Message = "部平台要求稍后再传，报文未发出", IsUnsent = true };
    static readonly Outcome Stopped = new() { Class = OutcomeClass.Unknown, Code = "stopped", Message = "停机时尚未得到部平台答复" };

    public SizeRules Sizes => ministry.Sizes;

    /// <summary>What may have been sent goes again by itself, or is asked for.</summary>
    public bool GoesOn => settling.GoesOn;

    /// <summary>The message that will carry these rows of one kind and region.</summary>
    public BatchRow Prepare(IReadOnlyList<UploadRow> rows, long sequence)
    {
        var kind = agreement.Kind(rows[0].Kind);
        var messageId = ministry.NewMessageId(kind.Interface, sequence);
        var batch = ministry.Prepare(kind, rows[0].AAB301, messageId, $"{sequence}",
            [.. rows.Select(row => new OutgoingRow(MessageReader.Read(kind, row.Payload), row.Correction == 1))]);
        return new()
        {
            MessageId = messageId,
            BatchNo = batch.BatchNo,
            Kind = kind.Name,
            AAB301 = batch.AAB301,
            Body = batch.Body.ToArray(),
            EncType = batch.EncType,
            SymmetricKey = batch.SymmetricKey,
            IV = batch.IV,
        };
    }

    /// <summary>Sends a claimed batch, or asks first what became of it.</summary>
    /// <param name="claim">Ours.</param>
    /// <param name="isShut">Whether its lane must be quiet now.</param>
    /// <param name="stop">The rows are left open when it ends a call that is under way.</param>
    public async Task<Reply> Send(Claim claim, Func<bool> isShut, CancellationToken stop)
    {
        try
        {
            var reply = settling.IsAskedFirst(claim) ? await Ask(claim, isShut, stop) : await Send(claim, [], isShut, stop);
            return Redacted(claim, reply);
        }
        catch (NotSentException)
        {
            return Redacted(claim, new(NotSent, settling.Of(claim, new UploadAnswer { Outcome = NotSent })));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return StillOpen(claim, Stopped);
        }
    }

    /// <summary>The same answer, its message being refused for what is in it.</summary>
    public Reply Isolate(Claim claim, Reply reply)
    {
        var settled = reply.Settlements.ToLookup(settlement => settlement.State is UploadState.Delivered or UploadState.Failed);
        var left = claim with { Rows = [.. settled[false].Select(settlement => settlement.Row)] };
        return Redacted(claim, reply with { Settlements = [.. settled[true], .. settling.Isolated(left, reply.Outcome)] });
    }

    Reply Redacted(Claim claim, Reply reply)
    {
        var kind = agreement.Kind(claim.Batch.Kind);
        return reply with { Settlements = [.. reply.Settlements.Select(settlement => Redaction.Of(kind, settlement))] };
    }

    Reply StillOpen(Claim claim, Outcome outcome) => new(outcome, settling.Open(claim, outcome));

    async Task<Reply> Ask(Claim claim, Func<bool> isShut, CancellationToken stop)
    {
        var held = new List<LookupRow>();
        foreach (var part in claim.Rows.Chunk(Sizes.MaxLookup))
        {
            var answer = await ministry.Lookup(claim.Batch.AAB301, agreement.Kind(claim.Batch.Kind), [.. part.Select(row => row.AAZ341)], stop);
            // The look-up's own trouble says nothing of the interface that the rows go to.
            if (!answer.Outcome.IsDelivered) return StillOpen(claim, answer.Outcome with { Class = OutcomeClass.Unknown });
            held.AddRange(answer.Rows);
        }
        var found = settling.Of(claim, held);
        var rest = claim with { Rows = [.. claim.Rows.ExceptBy(found.Select(settlement => settlement.Row.Id), row => row.Id)] };
        return rest.Rows.Count > 0 && settling.IsSentAgain(rest)
            ? await Send(rest, found, isShut, stop)
            : new(Answered, [.. found, .. rest.Rows.Select(row => Settling.Parked(row, NotFound))]);
    }

    async Task<Reply> Send(Claim claim, IReadOnlyList<Settlement> found, Func<bool> isShut, CancellationToken stop)
    {
        // Others of its lane were answered while it was committed or asked about.
        if (isShut()) return new(HeldBack, [.. found, .. settling.Of(claim, new UploadAnswer { Outcome = HeldBack })]) { IsHeld = true };
        Failpoint.Hit("tx.before_write");
        var answer = await ministry.Upload(Message(claim), stop);
        var settlements = settling.Of(claim, answer);
        if (settling.CanAsk) settlements = await Compared(claim, settlements, stop);
        return new(answer.Outcome, [.. found, .. settlements]) { Milliseconds = answer.Milliseconds };
    }

    // What stands there instead: the person who judges the conflict finds it among our versions, or knows that it is none of them.
    async Task<IReadOnlyList<Settlement>> Compared(Claim claim, IReadOnlyList<Settlement> settlements, CancellationToken stop)
    {
        string[] disputed = [.. settlements.Where(Settling.IsDisputed).Select(settlement => settlement.Row.AAZ341).Take(Sizes.MaxLookup)];
        if (disputed.Length == 0) return settlements;
        try
        {
            var answer = await ministry.Lookup(claim.Batch.AAB301, agreement.Kind(claim.Batch.Kind), disputed, stop);
            var held = answer.Rows.Where(row => row.Found).ToLookup(row => row.AAZ341, StringComparer.Ordinal);
            return [.. settlements.Select(settlement => Settling.IsDisputed(settlement) && held[settlement.Row.AAZ341].FirstOrDefault() is { } there
                ? Settling.WithHeld(settlement, there)
                : settlement)];
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The answer itself is not lost for it.
            return settlements;
        }
    }

    UploadBatch Message(Claim claim) => new()
    {
        MessageId = claim.Batch.MessageId,
        BatchNo = claim.Batch.BatchNo,
        Kind = agreement.Kind(claim.Batch.Kind),
        AAB301 = claim.Batch.AAB301,
        Serials = [.. claim.Rows.Select(row => row.AAZ341)],
        Body = claim.Batch.Body,
        EncType = claim.Batch.EncType,
        SymmetricKey = claim.Batch.SymmetricKey,
        IV = claim.Batch.IV,
    };
}
