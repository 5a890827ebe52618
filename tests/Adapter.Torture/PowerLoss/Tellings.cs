using System.Security.Cryptography;
using Adapter.Review;
using Adapter.Store;

namespace Adapter.Torture.PowerLoss;

/// <summary>Turns what the product answers into what must be held from then on.</summary>
sealed class Tellings(Recording recording, Product product)
{
    public void Migrated() => recording.Told("the schema is whole", "select count(*) from SchemaVersions where ScriptName like '%001.sql'", new { });

    public void Page(RunRow run)
    {
        recording.Told($"page {run.Pages} of run {run.Id} was counted", "select received >= @Received and fresh >= @Fresh and pages >= @Pages from run where id = @Id", run);
        var held = product.Database.Read(session => session.One<long>("select (select count(*) from application) + (select count(*) from unreadable)"));
        recording.Told($"{held} applications were taken", "select (select count(*) from application) + (select count(*) from unreadable) >= @held", new { held });
    }

    public void Ended(RunRow run)
    {
        recording.Told($"run {run.Id} ended", "select state = @State from run where id = @Id", run);
        if (run.State != "done") return;
        recording.Told($"the watermark reached {run.DayTo}", "select day >= @DayTo from watermark where AAB301 = @AAB301", run);
    }

    public void Decided(string ADC201, Receipt receipt)
    {
        if (receipt.Verdict != Verdict.Taken) throw new InvalidOperationException($"the decision was {receipt.Verdict} {receipt.Code}");
        recording.Told($"{ADC201} was decided", "select state = 'decided' and AAZ341 = @AAZ341 from application where ADC201 = @ADC201", new { ADC201, receipt.AAZ341 });
        recording.Told($"serial {receipt.AAZ341} was issued", "select count(*) from serial where AAB301 = @AAB301 and first <= @number and until >= @number",
            new { receipt.AAB301, number = long.Parse(receipt.AAZ341!.AsSpan(12), null) });
        Taken("audit-result", receipt);
    }

    public void Taken(string kind, Receipt receipt)
    {
        if (receipt.Verdict != Verdict.Taken) throw new InvalidOperationException($"the {kind} was {receipt.Verdict} {receipt.Code}");
        var row = product.Database.Read(session => product.Get<Outbox>().Latest(session, kind, receipt.AAB301!, receipt.AAZ341!));
        recording.Told($"{kind} {receipt.AAZ341} was taken", """
            select count(*) from upload where kind = @kind and AAB301 = @AAB301 and AAZ341 = @AAZ341 and (@version = 0 or version = @version and digest = @digest)
            """, new { kind, receipt.AAB301, receipt.AAZ341, version = row?.Version ?? 0, digest = row?.Digest });
    }

    /// <summary>The message was stored before it was sent: what comes after sends it and no other.</summary>
    public void Stored(Claim claim)
    {
        var body = Convert.ToHexString(SHA256.HashData(claim.Batch.Body));
        recording.Told($"{claim.Batch.MessageId} was stored", "select sends >= @Sends and length(body) = @length from batch where message_id = @MessageId",
            new { claim.Batch.MessageId, claim.Batch.Sends, length = claim.Batch.Body.Length, body });
        foreach (var row in claim.Rows)
            recording.Told($"{row.AAZ341} was claimed", "select count(*) from batch_row where message_id = @MessageId and upload_id = @Id", new { claim.Batch.MessageId, row.Id });
    }

    public void Settled(Claim claim)
    {
        foreach (var before in claim.Rows)
        {
            var row = product.Database.Read(session => product.Get<Outbox>().Find(session, before.Id)!);
            recording.Told($"an attempt of {row.AAZ341} was noted", "select count(*) >= @attempts from attempt where upload_id = @Id",
                new { row.Id, attempts = product.Database.Read(session => product.Get<Outbox>().Attempts(session, row.Id).Count) });
            if (row.State == UploadState.Delivered) recording.Told($"{row.AAZ341} was delivered", "select state = 'delivered' from upload where id = @Id", new { row.Id });
        }
    }
}
