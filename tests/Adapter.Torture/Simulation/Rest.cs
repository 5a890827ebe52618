using Adapter.Delivery;
using Adapter.Intake;
using Adapter.Review;
using Adapter.Store;
using Dapper;

namespace Adapter.Torture.Worlds;

/// <summary>The last life: nothing fails any more, an operator lets go again what was stopped or refused, and all must get there.</summary>
sealed class Rest(World world, Life life)
{
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);

    public bool IsDone { get; private set; }
    public int Looks { get; private set; }
    public string Why { get; private set; } = "the operator was not heard";

    public async Task Work()
    {
        while (!IsDone)
        {
            Looks++;
            await Task.Delay(Pause, world.Clock);
            if (world.HasLate && Looks == 1) await Task.Delay(TimeSpan.FromHours(25), world.Clock);
            await life.Parts.Get<DownloadRound>().Spread(default);
            LookAtRefusals();
            await LetGo();
            Why = Open();
            IsDone = Why == "";
            world.Tell($"  open: {Why}");
        }
    }

    // The ministry took a version that it said it had not, and a person corrected it meanwhile: told by its answer, or, after a crash, by a look-up that names the version.
    const string Overtaken = """
        (code = '40000002' and version > 1 or code = 'found-other' and exists (
          select 1 from upload e where e.kind = u.kind and e.AAB301 = u.AAB301 and e.AAZ341 = u.AAZ341 and e.version < u.version and instr(u.message, e.digest) > 0))
        """;

    // Only what the ministry refused for good may be called refused.
    void LookAtRefusals()
    {
        var connection = world.Ground.Store.Connection;
        foreach (var row in connection.Query<string>($"select AAZ341 || ' ' || code from upload u where state = 'failed' and code not like '3%' and not ({Overtaken}) and AAZ341 not in (select value from json_each(@Foreign))", new { Foreign }))
            world.Tally.Fail($"I2: {row} is called refused and was not");
    }

    async Task LetGo()
    {
        foreach (var key in Keys("state = 'discarded' and not exists (select 1 from upload n where n.kind = u.kind and n.AAB301 = u.AAB301 and n.AAZ341 = u.AAZ341 and n.version > u.version)"))
            await life.Parts.Get<Stoppage>().Restore(new("test", Actor.Shell), key, "test");
        foreach (var key in Keys($"state = 'failed' and {Overtaken} and AAZ341 not in (select value from json_each('{Foreign}'))")) await Overrule(key);
        var replays = life.Parts.Get<Replays>();
        var choice = replays.Choose([.. Keys("state = 'failed' and AAZ341 not in (select value from json_each('" + Foreign + "'))")]);
        if (choice.Uploads.Count > 0) await replays.Begin(new("test", Actor.Shell), choice, 0, "test");
    }

    // No replay mends that: a correction that is declared as one does.
    async Task Overrule(UploadKey key)
    {
        var receipt = await life.Parts.Get<Corrections>().Correct(new("test", Actor.Shell), key.AAB301, key.AAZ341, new() { Fields = new Dictionary<string, string?> { ["AAC046"] = "止号" }, Reason = "test", Confirm = [Corrections.Ours] });
        if (receipt.Verdict is not Verdict.Taken) world.Tally.Fail($"{key} cannot be corrected: {receipt.Verdict} {receipt.Code}");
    }

    List<UploadKey> Keys(string where)
    {
        var connection = world.Ground.Store.Connection;
        return [.. connection.Query<(string Kind, string Region, string Serial)>($"select kind, AAB301, AAZ341 from upload u where {where}").Select(key => new UploadKey(key.Kind, key.Region, key.Serial))];
    }

    // Serials under which the ministry had another record before: a person must look.
    string Foreign => System.Text.Json.JsonSerializer.Serialize(world.Holdings.Foreign);

    /// <summary>What is not at its end; "" when all is.</summary>
    string Open()
    {
        var connection = world.Ground.Store.Connection;
        var uploads = connection.Query<string>("""
            with final as (select * from upload where (state = 'failed' and AAZ341 in (select value from json_each(@Foreign))) or (state = 'unknown' and due_at like '9999%'))
            select kind || '/' || AAZ341 || ' v' || version || ' ' || state || ' ' || coalesce(code, '') || ' due ' || due_at || ' ' || why from upload u
            where state in ('waiting', 'sending', 'unknown', 'failed') and id not in (select id from final)
              and not (state = 'waiting' and exists (
                select 1 from final f join upload g on g.AAZ341 = f.AAZ341 and g.AAB301 = f.AAB301 and g.kind = f.kind and g.version = 1
                where f.person = u.person and f.AAB301 = u.AAB301 and g.id < u.id))
            """, new { Foreign }).ToList();
        if (uploads.Count > 0) return string.Join("; ", uploads.Take(3));
        var pages = connection.ExecuteScalar<long>("select count(*) from page where parsed_at is null");
        var runs = connection.ExecuteScalar<long>("select count(*) from run where state = 'asking'");
        return pages + runs > 0 ? $"{pages} pages are not read, {runs} runs are under way" : "";
    }
}
