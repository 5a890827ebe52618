using System.Diagnostics;
using System.Text;
using Adapter.Contracts;
using Adapter.EndToEnd.Support;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Adapter.Benchmarks.Uploading;

static class StepTimes
{
    public static async Task Measure(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("adapter-bench-").FullName;
        await using var services = new ServiceCollection().AddSingleton(new AdapterSettings { DataDirectory = folder }).AddSingleton(TimeProvider.System)
            .AddSingleton(Agreement.Embedded).AddStore().BuildServiceProvider();
        services.GetRequiredService<Migration>().Run();
        var (writer, outbox, persons, batches, database) = (services.GetRequiredService<Writer>(), services.GetRequiredService<Outbox>(), services.GetRequiredService<Persons>(), services.GetRequiredService<Batches>(), services.GetRequiredService<Database>());
        var records = new CounterRecords(["370102", "370103"]).Results(24_000);
        var rows = records.Select(record => new UploadRow
        {
            Kind = record.Kind.Name, AAB301 = record["AAB301"]!, AAZ341 = record["AAZ341"]!, Person = persons.HashOf(record), Registers = 1,
            Digest = ContentDigest.Of(record), Payload = Encoding.UTF8.GetBytes(record.ToJson()),
        }).ToList();
        var body = new byte[2000];
        Random.Shared.NextBytes(body);
        var lanes = database.Read(session => batches.Lanes(session));
        double enq = 0, due = 0, take = 0, settle = 0, d1 = 0, d2 = 0, d3 = 0, d4 = 0, d5 = 0;
        var number = 0;
        foreach (var part in rows.Chunk(32))
        {
            if (++number == 375) (enq, due, take, settle, d1, d2, d3, d4, d5) = (0, 0, 0, 0, 0, 0, 0, 0, 0);
            await writer.Write(session => { var t = Stopwatch.GetTimestamp(); foreach (var row in part) outbox.Enqueue(session, row); enq += Stopwatch.GetElapsedTime(t).TotalMicroseconds; });
            for (var i = 0; i < 32; i += 8)
            {
                var t = Stopwatch.GetTimestamp();
                database.Read(session => batches.DueLanes(session, Stamp.Of(TimeProvider.System.GetUtcNow())));
                due += Stopwatch.GetElapsedTime(t).TotalMicroseconds;
            }
            List<Claim> claims = [];
            await writer.Write(session =>
            {
                var t = Stopwatch.GetTimestamp();
                var now = Stamp.Of(TimeProvider.System.GetUtcNow());
                foreach (var region in new[] { "370102", "370103" })
                    while (true)
                    {
                        var t1 = Stopwatch.GetTimestamp();
                        var found = session.All<UploadRow>(Batches.Sql.Due, new { Kind = "audit-result", AAB301 = region, ends = "", now, never = Stamp.Never, most = 1 });
                        d1 += Stopwatch.GetElapsedTime(t1).TotalMicroseconds;
                        if (found.Count == 0) break;
                        t1 = Stopwatch.GetTimestamp();
                        var seq = Batches.NextSequence(session);
                        d2 += Stopwatch.GetElapsedTime(t1).TotalMicroseconds;
                        t1 = Stopwatch.GetTimestamp();
                        var batch = new BatchRow { MessageId = $"370000SYDJ01{seq:D24}", BatchNo = $"{seq}", Kind = "audit-result", AAB301 = region, Body = body, EncType = "NONE", SymmetricKey = "", IV = "", DueAt = Stamp.Never, CreatedAt = now };
                        session.Execute(Batches.Sql.Insert, batch);
                        d3 += Stopwatch.GetElapsedTime(t1).TotalMicroseconds;
                        t1 = Stopwatch.GetTimestamp();
                        session.Execute(Batches.Sql.InsertRow, new { batch.MessageId, rowNo = 1, uploadId = found[0].Id });
                        d4 += Stopwatch.GetElapsedTime(t1).TotalMicroseconds;
                        t1 = Stopwatch.GetTimestamp();
                        session.Execute(Batches.Sql.Sending, new { batch.MessageId, found[0].Id });
                        d5 += Stopwatch.GetElapsedTime(t1).TotalMicroseconds;
                        claims.Add(new(batch, found));
                    }
                take += Stopwatch.GetElapsedTime(t).TotalMicroseconds;
            });
            await writer.Write(session =>
            {
                var t = Stopwatch.GetTimestamp();
                foreach (var claim in claims) batches.Settle(session, claim.Batch, [new() { Row = claim.Rows[0], State = "delivered", Class = "Ok", Code = "00000000", Message = "成功" }], 3);
                settle += Stopwatch.GetElapsedTime(t).TotalMicroseconds;
            });
        }
        var n = rows.Count / 2;
        foreach (var sql in new[] { "select count(*) from (select row_seal('upload', id, kind, AAB301, AAZ341, version, ADC201, person, registers, correction, state, due_at, why, message_id, batch_cap, attempts, omitted, sent_at, freed, class, code, message, field, deadline, digest, payload, findings, origin, reason, created_at, settled_at) as s from upload) where s is not null",
            "select count(*) from (select row_seal('upload', id, kind) as s from upload) where s is not null", "select sum(length(payload)+length(findings)+length(state)+length(settled_at)) from upload" })
        {
            var t = Stopwatch.GetTimestamp();
            var got = database.Read(session => session.One<long>(sql));
            output.WriteLine($"{sql[..60]} {got} {Stopwatch.GetElapsedTime(t).TotalMicroseconds / rows.Count:F2} us");
        }
        output.WriteLine($"enqueue {enq / n:F1} us, take {take / n:F1}, settle {settle / n:F1}, due lanes (per call) {due / (n / 8):F1}; due {d1 / n:F1} seq {d2 / n:F1} insert {d3 / n:F1} row {d4 / n:F1} sending {d5 / n:F1}");
    }
}
