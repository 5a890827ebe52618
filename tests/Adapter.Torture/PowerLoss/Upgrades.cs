using Adapter.Store;
using Dapper;

namespace Adapter.Torture.PowerLoss;

/// <summary>W18: the program ends before each statement of each schema script; the next start makes the schema whole.</summary>
static class Upgrades
{
    /// <summary>How many statements there were, and what went wrong.</summary>
    public static async Task<(int Statements, IReadOnlyList<string> Wrong)> Run(ulong seed)
    {
        await using var platform = await Platform.Open(new Clock(), (int)seed);
        var folder = Scratch.Folder("upgrade");
        var left = new List<IReadOnlyList<(string Name, byte[] Content)>>();
        var before = Failpoint.OnHit;
        // What a killed process leaves are its files as they stand.
        Failpoint.OnHit = name =>
        {
            if (name == "mg.statement") left.Add([.. Scratch.Files(folder)]);
        };
        MigrationTrace.Start();
        var whole = await Migrate(platform, folder);
        MigrationTrace.Stop();
        Failpoint.OnHit = before;
        var wrong = new List<string>();
        for (var statement = 0; statement < left.Count; statement++)
        {
            Scratch.Fill(folder, left[statement]);
            var schema = await Migrate(platform, folder);
            if (schema != whole) wrong.Add($"killed before statement {statement + 1} of the schema: another schema after the restart");
        }
        Directory.Delete(folder, recursive: true);
        return (left.Count, wrong);
    }

    static async Task<string> Migrate(Platform platform, string folder)
    {
        await using var product = new Product(folder, platform.Url, new Clock());
        product.Get<Migration>().Run();
        using var connection = product.Database.Open();
        var scripts = connection.ExecuteScalar<long>("select count(*) from SchemaVersions");
        return $"{scripts} scripts, {connection.ExecuteScalar<string>("select group_concat(type || name || coalesce(sql, ''), char(10)) from (select * from sqlite_master order by type, name)")}";
    }
}
