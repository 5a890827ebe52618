using System.CommandLine;
using Adapter.Settings;
using Adapter.Store;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary><c>adapter doctor --store</c>: the whole store against its seals, by hand; what it finds stops or frees sending.</summary>
static class StoreDoctor
{
    public static async Task<IReadOnlyList<Checkup>> Run(ParseResult parsed, AdapterSettings settings, CancellationToken stop)
    {
        const string What = "数据库全面校验";
        var database = new Database(settings);
        if (!database.IsSqlite) return [Checkup.Passed("store-full", What, "PostgreSQL 自带校验（initdb --data-checksums、pg_amcheck），此处不另查")];
        if (StoreHeader.IsEmpty(database.File)) return [Checkup.Passed("store-full", What, "还没有数据库，首次启动时建立")];
        var health = new StoreHealth(settings);
        var check = new FullCheck(database, new(new(settings, database)));
        var found = await parsed.WithBars(bars => Task.Run(() =>
        {
            var bar = bars?.AddTask(What);
            return check.Run(new(TimeProvider.System, TimeSpan.Zero, TimeSpan.Zero, stop), done => bar?.Value = done * 90);
        }, stop));
        if (found.Count > 0)
        {
            health.Report(found);
            return [.. found.Select(damage => new Checkup("store-full", What, Health.Failed, damage.Line, Damage.Mend(settings)))];
        }
        var wasStopped = !health.IsIntact;
        health.Clear();
        return [Checkup.Passed("store-full", What, wasStopped ? "每一行都与写入时相符，上传和下载已恢复" : "每一行都与写入时相符")];
    }
}
