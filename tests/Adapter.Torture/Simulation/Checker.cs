using Adapter.Contracts;
using Adapter.Store;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Torture.Worlds;

/// <summary>Compares the books when the world has come to rest: the store, the ministry's, and what was promised to people.</summary>
sealed class Checker(World world, Clients clients)
{
    public void Look()
    {
        var connection = world.Ground.Store.Connection;
        // A clock that is set back takes back a day that has not come: it is asked again.
        foreach (var broken in StoreRules.Broken(connection).Where(broken => !world.HasJumps || !broken.StartsWith("I12: watermark", StringComparison.Ordinal)))
            world.Tally.Fail(broken);
        var uploads = connection.Query<UploadRow>("select * from whole_upload order by id").ToList();
        var applications = connection.Query<ApplicationRow>("select * from application").ToDictionary(row => row.ADC201);
        Received(connection);
        Answered(uploads, applications);
        Kept(uploads, applications);
        Sent(uploads);
        Ordered(uploads, [.. connection.Query<string>("select AAZ341 from event where type in ('discarded', 'released')")]);
        Counted(connection, uploads, applications);
    }

    // I1: what was handed out whole and stored, and what the ministry has now.
    void Received(SqliteConnection connection)
    {
        HashSet<string> held = [.. connection.Query<byte[]>("select payload from application_version union all select payload from unreadable").Select(Shelf.TextOf)];
        foreach (var one in world.Shelf.All)
            if (!held.Contains(one.Text)) world.Tally.Fail($"I1: {one.Number} of {one.Region}, day {one.Day}, is lost");
        var pages = connection.Query<(string MessageId, byte[] Raw)>("select message_id, raw from page").ToLookup(page => page.MessageId, page => page.Raw);
        foreach (var (id, page, records) in world.Shelf.HandedOut)
            if (pages[id].Any(raw => raw.AsSpan().SequenceEqual(page)) && records.Any(text => !held.Contains(text))) world.Tally.Fail($"I1: a record of the stored page {id} is lost");
        world.Tally.Mark("repair found a lost row", connection.ExecuteScalar<long>("select count(*) from event where code = 'repaired'"));
        world.Tally.Mark("quarantine", connection.ExecuteScalar<long>("select count(*) from unreadable"));
    }

    // I7: an application is decided by exactly one key, and no result of one is there without the decision.
    void Answered(List<UploadRow> uploads, Dictionary<string, ApplicationRow> applications)
    {
        foreach (var row in uploads.Where(row => row.ADC201 is not null))
            if (!applications.TryGetValue(row.ADC201!, out var application) || application.AAZ341 != row.AAZ341)
                world.Tally.Fail($"I7: result {row.AAZ341} stands without the decision about {row.ADC201}");
        foreach (var application in applications.Values.Where(row => row.State == ApplicationState.Decided))
            if (!uploads.Exists(row => row.ADC201 == application.ADC201 && row.AAZ341 == application.AAZ341))
                world.Tally.Fail($"I7: {application.ADC201} is decided and nothing is sent for it");
    }

    void Kept(List<UploadRow> uploads, Dictionary<string, ApplicationRow> applications)
    {
        foreach (var promise in clients.Promises.All)
            if (!uploads.Exists(row => IsOf(row, promise) && promise.Holds(Read(row))))
                world.Tally.Fail($"I2: {promise.What} was acknowledged as {promise.Serial} and is not there");
        foreach (var (number, decided) in clients.Promises.Decided)
            if (applications.GetValueOrDefault(number)?.AAZ341 != decided.Serial) world.Tally.Fail($"I2: the decision about {number} was acknowledged and is not there");
    }

    // I3: what is called delivered is there as it was sent last; nothing is there that nobody decided.
    void Sent(List<UploadRow> uploads)
    {
        foreach (var versions in uploads.GroupBy(row => (row.Kind, row.AAB301, row.AAZ341)))
        {
            var held = world.Holdings.Of(versions.Key.Kind, versions.Key.AAB301, versions.Key.AAZ341);
            if (versions.LastOrDefault(row => row.State == UploadState.Delivered) is not { } last) continue;
            var there = held is null ? null : MessageReader.Read(world.Ground.Agreement.Kind(last.Kind), System.Text.Encoding.UTF8.GetBytes(held.Text)).Canonical();
            if (there == null) world.Tally.Fail($"I3: {last.Kind} {last.AAZ341} is called delivered and the ministry does not have it");
            else if (there != Read(last).Canonical() && versions.Last() == last) world.Tally.Fail($"I3: {last.Kind} {last.AAZ341} v{last.Version} is called delivered and the ministry has other content");
        }
        foreach (var holding in world.Holdings.Applied)
            if (!uploads.Exists(row => row.Kind == holding.Kind && row.AAB301 == holding.Region && row.AAZ341 == holding.Serial))
                world.Tally.Fail($"I7: the ministry has {holding.Kind} {holding.Serial} and the store does not");
    }

    // I6: the versions of a key, and a registration before what ends it.
    void Ordered(List<UploadRow> uploads, HashSet<string> waived)
    {
        var applied = world.Holdings.Applied.DistinctBy(holding => (holding.Kind, holding.Region, holding.Serial)).ToList();
        for (var place = 0; place < applied.Count; place++)
        {
            var end = applied[place];
            if (end.Kind != "deregistration" || waived.Contains(end.Serial)) continue;
            var own = uploads.Find(row => row.Kind == end.Kind && row.AAB301 == end.Region && row.AAZ341 == end.Serial);
            if (own is null) continue;
            foreach (var later in applied.Skip(place + 1).Where(other => other.Kind == "audit-result" && other.Region == end.Region && other.Person == end.Person && !waived.Contains(other.Serial)))
                if (uploads.Exists(row => row.Kind == later.Kind && row.AAZ341 == later.Serial && row.AAB301 == later.Region && row.Version == 1 && row.Id < own.Id && row.Registers == 1))
                    world.Tally.Fail($"I6: deregistration {end.Serial} came before registration {later.Serial}");
        }
    }

    void Counted(SqliteConnection connection, List<UploadRow> uploads, Dictionary<string, ApplicationRow> applications)
    {
        var lost = applications.Values.Where(row => row.State is not (ApplicationState.Pending or ApplicationState.Decided)).Select(row => row.ADC201)
            .Concat(uploads.Where(row => !UploadState.All.Contains(row.State)).Select(row => row.AAZ341));
        foreach (var one in lost) world.Tally.Fail($"I2: {one} is in no state");
        var decided = connection.ExecuteScalar<long>("select count(*) from event where type = 'decided'");
        if (decided != uploads.Count(row => row.Version == 1)) world.Tally.Fail($"I7: {decided} decisions were told of, {uploads.Count(row => row.Version == 1)} stand");
        foreach (var row in uploads.GroupBy(row => (row.Kind, row.AAB301, row.AAZ341)).Where(rows => rows.Select(row => row.Version).Distinct().Count() != rows.Count()))
            world.Tally.Fail($"I4: {row.Key} has a version twice");
    }

    Message Read(UploadRow row) => MessageReader.Read(world.Ground.Agreement.Kind(row.Kind), row.Payload);

    static bool IsOf(UploadRow row, Promise promise) => row.Kind == promise.Kind && row.AAB301 == promise.Region && row.AAZ341 == promise.Serial;
}
