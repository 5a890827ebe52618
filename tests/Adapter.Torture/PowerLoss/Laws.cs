using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Torture.PowerLoss;

/// <summary>What is true of every store at every instant, each as a question for what breaks it (reliability.md 2.2).</summary>
static class Laws
{
    static readonly IReadOnlyList<(string Law, string Question)> All =
    [
        ("I7: a decision has its upload", """
            select ADC201 from application a where state = 'decided' and origin = 'live' and not exists
              (select 1 from upload u where u.ADC201 = a.ADC201 and u.AAZ341 = a.AAZ341 and u.AAB301 = a.AAB301)
            """),
        ("I7: an upload that answers an application has its decision", """
            select u.AAZ341 from upload u join application a on a.ADC201 = u.ADC201 where u.state <> 'discarded' and a.state <> 'decided'
            """),
        ("I2: an application is pending or decided", "select ADC201 from application where state not in ('pending', 'decided')"),
        ("I2: an application has every version that it counts", """
            select ADC201 from application a where version <> (select count(*) from application_version v where v.ADC201 = a.ADC201)
            """),
        ("I1: a page that was read has its records", """
            select p.id from page p join run r on r.id = p.run_id where p.parsed_at is not null and r.received = 0 and p.status = 200 and r.state = 'done'
              and p.raw like '%ADC201%'
            """),
        ("I1: the watermark stands behind a run that ended, or has all", """
            select AAB301 from watermark w where not exists (select 1 from run r where r.AAB301 = w.AAB301 and r.day_to >= w.day and r.received > 0)
            """),
        ("I2: an upload has its content", """
            select AAZ341 from upload u where length(payload) = 0 and not exists (select 1 from upload_content c where c.upload_id = u.id)
            """),
        ("I5: what is being sent or unknown has its message", """
            select AAZ341 from upload u where state in ('sending', 'unknown') and not exists
              (select 1 from batch b join batch_row r on r.message_id = b.message_id where b.message_id = u.message_id and r.upload_id = u.id)
            """),
        ("I5: a message that is being sent has rows that are", """
            select message_id from batch b where state = 'sending' and not exists
              (select 1 from upload u where u.message_id = b.message_id and u.state = 'sending')
            """),
        ("I12: what is delivered or failed says when and has an attempt", """
            select AAZ341 from upload u where state in ('delivered', 'failed') and origin = 'live' and
              (settled_at is null or not exists (select 1 from attempt a where a.upload_id = u.id))
            """),
        ("I3: a version stands behind its earlier ones", """
            select AAZ341 from upload u where version > 1 and not exists
              (select 1 from upload e where e.kind = u.kind and e.AAB301 = u.AAB301 and e.AAZ341 = u.AAZ341 and e.version = u.version - 1)
            """),
        ("I13: a key belongs to one person", "select AAZ341 from upload where person is not null group by AAB301, AAZ341 having count(distinct person) > 1"),
        ("W21: a serial that was issued is counted", """
            select u.AAZ341 from upload u join application a on a.ADC201 = u.ADC201 where not exists
              (select 1 from serial s where s.AAB301 = u.AAB301 and cast(substr(u.AAZ341, 13) as integer) between s.first and s.until)
            """),
        ("what happened to a record is an event", """
            select u.AAZ341 from upload u where origin = 'live' and not exists
              (select 1 from event e where e.kind = u.kind and e.AAB301 = u.AAB301 and e.AAZ341 = u.AAZ341 and e.version = u.version)
              and state in ('delivered', 'failed')
            """),
    ];

    /// <summary>Laws that are broken, with an example of what breaks each.</summary>
    public static IEnumerable<string> Broken(SqliteConnection connection)
    {
        // Its schema is still being made, script by script: nothing stands in it.
        if (connection.ExecuteScalar<long>("select count(*) from sqlite_schema where name = 'upload_content'") == 0) yield break;
        foreach (var (law, question) in All)
            if (connection.QueryFirstOrDefault<string>(question) is { } example)
                yield return $"{law}: not so of {example}";
    }
}
