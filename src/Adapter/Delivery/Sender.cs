using System.Text;
using Adapter.Contracts;
using Adapter.Ministry;
using Adapter.Store;
using Adapter.Wire;

namespace Adapter.Delivery;

/// <summary>Builds the message of a batch before it is stored, sends it exactly so, and settles its rows by the answer.</summary>
sealed class Sender(MinistryClient ministry, Agreement agreement, Batches batches, Writer writer, Settling settling)
{
    static readonly Outcome NotFound = new() { Class = OutcomeClass.Unknown, Code = "not-found", Message = "经查询，部平台没有该记录" };
    static readonly Outcome Stopped = new() { Class = OutcomeClass.Unknown, Code = "stopped", Message = "停机时尚未得到部平台答复" };

    public SizeRules Sizes => ministry.Sizes;

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
            Body = Encoding.UTF8.GetBytes(batch.Body),
            EncType = batch.EncType,
            SymmetricKey = batch.SymmetricKey,
            IV = batch.IV,
        };
    }

    /// <summary>Sends a claimed batch, or asks first what became of it. The outcome is of the call as a whole.</summary>
    /// <param name="stop">The rows are left open when it ends a call that is under way.</param>
    public async Task<Outcome> Send(Claim claim, CancellationToken stop)
    {
        try
        {
            return settling.IsAskedFirst(claim) ? await Ask(claim, stop) : await Send(claim, [], stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Settle(claim, settling.Open(claim, Stopped), 0);
            return Stopped;
        }
    }

    async Task<Outcome> Ask(Claim claim, CancellationToken stop)
    {
        var held = new List<LookupRow>();
        foreach (var part in claim.Rows.Chunk(ministry.Sizes.MaxLookup))
        {
            var answer = await ministry.Lookup(claim.Batch.AAB301, agreement.Kind(claim.Batch.Kind), [.. part.Select(row => row.AAZ341)], stop);
            if (!answer.Outcome.IsDelivered)
            {
                await Settle(claim, settling.Open(claim, answer.Outcome), 0);
                return answer.Outcome;
            }
            held.AddRange(answer.Rows);
        }
        var found = settling.Of(claim, held);
        var rest = claim with { Rows = [.. claim.Rows.ExceptBy(found.Select(settlement => settlement.Row.Id), row => row.Id)] };
        if (rest.Rows.Count > 0 && settling.IsSentAgain(rest)) return await Send(rest, found, stop);
        await Settle(claim, [.. found, .. rest.Rows.Select(row => Settling.Parked(row, NotFound))], 0);
        return new() { Class = OutcomeClass.Ok, Code = "" };
    }

    async Task<Outcome> Send(Claim claim, IReadOnlyList<Settlement> found, CancellationToken stop)
    {
        var answer = await ministry.Upload(Message(claim), stop);
        await Settle(claim, [.. found, .. settling.Of(claim, answer)], answer.Milliseconds);
        return answer.Outcome;
    }

    Task Settle(Claim claim, IReadOnlyList<Settlement> settlements, long milliseconds) =>
        writer.Write(session => batches.Settle(session, claim.Batch, settlements, milliseconds));

    UploadBatch Message(Claim claim) => new()
    {
        MessageId = claim.Batch.MessageId,
        BatchNo = claim.Batch.BatchNo,
        Kind = agreement.Kind(claim.Batch.Kind),
        AAB301 = claim.Batch.AAB301,
        Serials = [.. claim.Rows.Select(row => row.AAZ341)],
        Body = Encoding.UTF8.GetString(claim.Batch.Body),
        EncType = claim.Batch.EncType,
        SymmetricKey = claim.Batch.SymmetricKey,
        IV = claim.Batch.IV,
    };
}
