using Adapter.Delivery;
using Adapter.Intake;
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
            await life.Parts.Get<DownloadRound>().Spread(default);
            await LetGo();
            Why = Open();
            IsDone = Why == "";
            world.Tell($"  open: {Why}");
        }
    }

    async Task LetGo()
    {
        foreach (var key in Keys("state = 'discarded' and not exists (select 1 from upload n where n.kind = u.kind and n.AAB301 = u.AAB301 and n.AAZ341 = u.AAZ341 and n.version > u.version)"))
            await life.Parts.Get<Stoppage>().Restore(key, "test");
        var replays = life.Parts.Get<Replays>();
        var choice = replays.Choose([.. Keys("state = 'failed' and code not in ('40000002', 'found-other')")]);
        if (choice.Uploads.Count > 0) await replays.Begin(choice, 0, "test");
    }

    List<UploadKey> Keys(string where)
    {
        using var connection = world.Ground.Store.Open();
        return [.. connection.Query<(string Kind, string Region, string Serial)>($"select kind, AAB301, AAZ341 from upload u where {where}").Select(key => new UploadKey(key.Kind, key.Region, key.Serial))];
    }

    /// <summary>What is not at its end; "" when all is.</summary>
    string Open()
    {
        using var connection = world.Ground.Store.Open();
        var uploads = connection.Query<string>("""
            with final as (select * from upload where (state = 'failed' and code in ('40000002', 'found-other')) or (state = 'unknown' and due_at like '9999%'))
            select kind || '/' || AAZ341 || ' v' || version || ' ' || state || ' ' || coalesce(code, '') || ' due ' || due_at || ' ' || why from upload u
            where state in ('waiting', 'sending', 'unknown', 'failed') and id not in (select id from final)
              and not (state = 'waiting' and exists (select 1 from final f where f.person = u.person and f.AAB301 = u.AAB301 and f.id < u.id))
            """).ToList();
        if (uploads.Count > 0) return string.Join("; ", uploads.Take(3));
        var pages = connection.ExecuteScalar<long>("select count(*) from page where parsed_at is null");
        return pages > 0 ? $"{pages} pages are not read" : "";
    }
}
