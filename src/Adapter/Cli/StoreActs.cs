using System.CommandLine;
using System.Data.Common;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary>Acts on the store as a whole.</summary>
static class StoreActs
{
    /// <summary>Puts an act of who sits at the terminal in the log. A log that cannot be written stands in the way of no backup and no return of one: it is said.</summary>
    public static async Task Note(this ParseResult parsed, AdapterSettings settings, AuditRow act)
    {
        await using var store = OpenStore.AsItIs(settings);
        try
        {
            await store.Write(session => store.GetRequiredService<AuditLog>().Add(session, Actor.AtTerminal(), act));
        }
        catch (Exception problem) when (problem is StoreTrouble or StoreException or DbException)
        {
            parsed.Error().WriteLine($"提示：这次{AuditWords.Of(act.Action)}没有记入操作日志（数据库现在不能写入，或由较早的版本建立）");
        }
    }
}
