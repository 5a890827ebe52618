using Adapter.Contracts;
using Adapter.Wire;

namespace Adapter.Ministry;

/// <summary>The ministry's five calls. Every answer, however broken, ends in a class; only the caller's cancellation throws.</summary>
sealed class MinistryClient(Letters letters, Exchange exchange, Answering answering)
{
    // Half of the sequence's range is the callers' (stored with their batches), half is for what this process asks by itself.
    const long Half = 50_000;

    readonly Profile profile = letters.Profile;
    readonly Bodies bodies = new(letters.Profile);
    // Begun anywhere: a clock set back gives no number twice.
    long asked = Random.Shared.Next((int)Half);

    /// <summary>How much the platform takes in one message.</summary>
    public SizeRules Sizes => profile.Sizes;

    /// <summary>The question as it will be stored and sent.</summary>
    public Call Prepare(DownloadQuestion question) =>
        Call(profile.InterfaceOf("download").Code, question.AAB301, bodies.Download(question), question.MessageId);

    /// <summary>The call of a question that was stored. Sent again, it is the same message with a new date and signature.</summary>
    public Call Again(string region, string messageId, Envelope wrapped) => new(profile.InterfaceOf("download").Code, region, messageId, wrapped);

    public Task<RawAnswer> Download(DownloadQuestion question, CancellationToken ct) => Ask(Prepare(question), ct);

    /// <summary>A page as raw bytes, to be stored before <see cref="ReadPage"/> reads it.</summary>
    public async Task<RawAnswer> Ask(Call call, CancellationToken ct)
    {
        var answer = await exchange.Ask(call, ct);
        exchange.Note(call, answering.Page.Read(answer).Outcome, answer.Milliseconds);
        return answer;
    }

    /// <summary>Pure: gives the same page from stored bytes.</summary>
    public DownloadPage ReadPage(RawAnswer answer) => answering.Page.Read(answer);

    /// <summary>The batch as it will be stored and sent; all rows of one kind and region, each key once.</summary>
    public UploadBatch Prepare(Kind kind, string AAB301, string messageId, string batchNo, IReadOnlyList<OutgoingRow> rows)
    {
        var wrapped = letters.Wrap(bodies.Upload(batchNo, rows));
        return new()
        {
            MessageId = messageId,
            BatchNo = batchNo,
            Kind = kind,
            AAB301 = AAB301,
            Serials = [.. rows.Select(row => row.Message[profile.Body.Serial] ?? "")],
            Body = wrapped.BodyBytes,
            EncType = wrapped.EncType,
            SymmetricKey = wrapped.SymmetricKey,
            IV = wrapped.IV,
        };
    }

    /// <summary>Sends a batch once. Sent again, it is the same message with a new date and signature.</summary>
    public async Task<UploadAnswer> Upload(UploadBatch batch, CancellationToken ct)
    {
        var wrapped = new Envelope(profile) { BodyBytes = batch.Body, EncType = batch.EncType, SymmetricKey = batch.SymmetricKey, IV = batch.IV };
        var call = new Call(batch.Kind.Interface, batch.AAB301, batch.MessageId, wrapped);
        var raw = await exchange.Ask(call, ct);
        var answer = answering.Upload.Read(batch, raw);
        exchange.Note(call, answer.Outcome, raw.Milliseconds);
        return answer;
    }

    /// <summary>What the platform holds of these serials; at most <see cref="SizeRules.MaxLookup"/>.</summary>
    public async Task<LookupAnswer> Lookup(string AAB301, Kind kind, IReadOnlyList<string> serials, CancellationToken ct)
    {
        var call = Call(profile.InterfaceOf("lookup").Code, AAB301, bodies.Lookup(AAB301, kind, serials), null);
        var raw = await exchange.Ask(call, ct);
        var answer = answering.Lookup.Read(raw);
        exchange.Note(call, answer.Outcome, raw.Milliseconds);
        return answer;
    }

    /// <summary>Is the platform there, and does it know us?</summary>
    public async Task<Outcome> Probe(CancellationToken ct)
    {
        var call = Call(profile.InterfaceOf("probe").Code, "", Bodies.Probe(), null);
        var raw = await exchange.Ask(call, ct);
        var (outcome, _) = answering.Plain.Read(raw);
        exchange.Note(call, outcome, raw.Milliseconds);
        return outcome;
    }

    /// <summary>A MessageId for a batch; the caller keeps the sequence and never uses a number twice.</summary>
    public string NewMessageId(string interfaceCode, long sequence) => letters.NewMessageId(sequence % Half);

    Call Call(string interfaceCode, string region, ReadOnlyMemory<byte> body, string? messageId) => new(interfaceCode, region,
        messageId ?? letters.NewMessageId(Half + Interlocked.Increment(ref asked) % Half), letters.Wrap(body));
}
