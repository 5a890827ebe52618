using Adapter.Contracts;
using Adapter.EndToEnd.Support;
using Adapter.Settings;
using Adapter.Store;
using Dapper;

namespace Adapter.Benchmarks;

/// <summary>What a province has behind it, written by SQL: uploads that were delivered, their events, and an application to every fifth.</summary>
static class History
{
    // Committed together.
    const int Part = 100_000;
    const int UploadsOfAnApplication = 5;

    /// <summary>The content and key of one of the uploads, whose person no other has.</summary>
    public static Message Fill(string folder, int uploads)
    {
        var settings = new AdapterSettings { DataDirectory = folder };
        var result = new CounterRecords(["370102"], seed: 9).Results(1)[0].With("AAB301", "370105").With("AAZ341", "370102990000000007");
        var (person, payload) = (new Persons(settings).HashOf(result), result.ToUtf8());
        using var connection = new Database(settings).OpenForWriting();
        connection.Execute(Lanes);
        for (var from = 1; from <= uploads; from += Part)
        {
            var values = new { from, until = Math.Min(uploads, from + Part - 1), count = uploads, person, payload, every = UploadsOfAnApplication };
            foreach (var statement in new[] { Uploads, Contents, Events, Applications, Versions }) connection.Execute(statement, values, commandTimeout: 3600);
            connection.Execute("pragma wal_checkpoint(truncate)");
        }
        return result;
    }

    const string Numbers = "with recursive n (i) as (select @from union all select i + 1 from n where i < @until)";
    const string Region = "'37010' || (2 + i % 4)";
    // In the order of time, as rows come: ten thousand a day.
    const string At = "strftime('%Y-%m-%dT%H:%M:%S.000Z', 'now', '-' || ((@count - i) / 10000) || ' days')";
    const string Uploads = $"""
        {Numbers}
        insert into upload (kind, AAB301, AAZ341, version, person, registers, correction, state, due_at, why, deadline, class, code, message,
          digest, payload, findings, origin, created_at, settled_at)
        select 'audit-result', {Region}, printf('37010299%010d', i), 1, case i when 7 then @person else lower(hex(randomblob(16))) end, 1, 0,
          'delivered', '9999-12-31T00:00:00.000Z', '', '9999-12-31', 'Ok', '00000000', '', lower(hex(randomblob(32))), x'', '', 'live', {At}, {At} from n
        """;
    const string Contents = """
        insert into upload_content (upload_id, payload, findings)
        select id, @payload, '[]' from upload where id > coalesce((select max(upload_id) from upload_content), 0)
        """;
    const string Events = $"""
        {Numbers}
        insert into event (at, type, kind, AAB301, AAZ341, version) select {At}, 'accepted', 'audit-result', {Region}, printf('37010299%010d', i), 1 from n
        """;
    const string Number = "printf('SQ%012d', i)";
    const string Applications = $"""
        {Numbers}
        insert into application (ADC201, AAB301, AAE127, deadline, state, flagged, version, digest, person, findings, payload, received_at,
          collected_at, decided_at, decision, AAZ341, origin)
        select {Number}, {Region}, strftime('%Y%m%d', {At}), date({At}, '3 days'), 'decided', 0, 1, printf('%064d', i), lower(hex(randomblob(16))), '[]', @payload, {At},
          {At}, {At}, '1', printf('37010299%010d', i), 'live' from n where i % @every = 0
        """;
    const string Versions = $"""
        {Numbers}
        insert into application_version (ADC201, version, digest, findings, payload, received_at)
        select {Number}, 1, printf('%064d', i), '[]', @payload, {At} from n where i % @every = 0
        """;
    const string Lanes = "insert into lane (kind, AAB301) values ('audit-result', '370102'), ('audit-result', '370103'), ('audit-result', '370104'), ('audit-result', '370105') on conflict do nothing";
}
