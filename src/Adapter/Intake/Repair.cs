using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Intake;

/// <summary>
/// Downloads the last ten days again, whatever was downloaded, and compares: what was missing comes in like any other
/// and is counted; what the platform no longer lists is named and stays.
/// </summary>
sealed partial class Repair(Downloader downloader, AskedDays days, Database database, RepairBook book, ILogger<Repair> log)
{
    const int MostNamed = 20;

    public async Task<RunRow> Run(string region, CancellationToken stop)
    {
        var errand = days.Repair(region);
        var run = await downloader.Run(region, errand, stop);
        if (run.State == "done") run = await Compare(run, errand);
        if (run.Repaired > 0) Found(run.AAB301, run.Repaired, run.DayFrom, run.DayTo);
        Ended(run.AAB301, run.State, run.Scope, run.Total, run.Held, run.Repaired, run.Changed);
        return run;
    }

    async Task<RunRow> Compare(RunRow run, Errand errand)
    {
        var roll = errand.Roll!;
        run = run with { Held = roll.Count };
        if (errand.Scope == RunScope.All)
        {
            var unlisted = database.Read(session => book.Hours.Numbers(session, run.AAB301,
                ChinaTime.Compact(errand.Window.From), ChinaTime.Compact(errand.Window.To))).Where(number => !roll.Has(number)).ToList();
            run = run with { Unlisted = unlisted.Count };
            if (unlisted.Count > 0) Unlisted(run.AAB301, unlisted.Count, run.DayFrom, run.DayTo, string.Join(' ', unlisted.Take(MostNamed)));
        }
        if (run.Total != run.Held) Differs(run.AAB301, run.Total, run.Held, run.DayFrom, run.DayTo);
        await book.Writer.Write(session => book.Downloads.End(session, run));
        return run;
    }

    [LoggerMessage(LogLevel.Warning, "Repair of {AAB301}: {Repaired} applications of {DayFrom} to {DayTo} had been missed and are taken in now")]
    partial void Found(string AAB301, long repaired, string dayFrom, string dayTo);

    [LoggerMessage(LogLevel.Warning, "Repair of {AAB301}: the platform does not list {Unlisted} applications of {DayFrom} to {DayTo} that are held, {Numbers} among them. They stay. A platform that gives each only once has no ReRead: take it out of Ministry:Capabilities")]
    partial void Unlisted(string AAB301, int unlisted, string dayFrom, string dayTo, string numbers);

    [LoggerMessage(LogLevel.Warning, "Repair of {AAB301}: the platform counts {Total} applications of {DayFrom} to {DayTo}, {Held} of them are held")]
    partial void Differs(string AAB301, long? total, long? held, string dayFrom, string dayTo);

    [LoggerMessage(LogLevel.Information, "Repair of {AAB301}: {State}, scope {Scope}, {Total} counted, {Held} held, {Repaired} found, {Changed} changed")]
    partial void Ended(string AAB301, string state, string scope, long? total, long? held, long repaired, long changed);
}

/// <summary>What a repair compares with, and where it writes what it saw.</summary>
sealed record RepairBook(Writer Writer, Downloads Downloads, Hours Hours);
