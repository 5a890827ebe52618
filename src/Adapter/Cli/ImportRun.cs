using System.CommandLine;
using Adapter.Api;
using Adapter.Contracts;
using Adapter.Files;
using Adapter.Hosting;
using Adapter.Review;
using Adapter.Settings;
using Adapter.Store;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary>What is to be imported, as the command line says.</summary>
sealed record ImportAsked(Kind Kind, string File, FieldMap Map, bool IsTrial, string? Report);

/// <summary>A file that is imported from the command line: its job is this process's, and the desk and the local API show it.</summary>
sealed class ImportRun(ServiceProvider store, ImportAsked asked)
{
    // A daemon beside us looks for the database so often while we hold it.
    static readonly TimeSpan ForOthers = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    readonly JobRuns runs = store.GetRequiredService<JobRuns>();
    readonly Jobs jobs = store.GetRequiredService<Jobs>();
    readonly ImportBook book = store.GetRequiredService<ImportBook>();
    readonly ImportFiles files = store.GetRequiredService<ImportFiles>();

    public async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        var survey = await parsed.WithBars(bars =>
        {
            bars?.AddTask("读取文件").IsIndeterminate();
            return Task.Run(() => ImportSurvey.Of(asked.Kind, asked.File, asked.Map, stop), stop);
        });
        var job = await Begin(survey);
        var place = Import(job).Place;
        try
        {
            using (Hold(place))
            {
                store.GetRequiredService<ImportReadings>().Has(job.Id, asked.File);
                job = await parsed.WithBars(bars => GoOn(job, new(bars?.AddTask(asked.IsTrial ? "试算" : "导入", maxValue: Math.Max(1, survey.Rows))), stop));
                var reported = job.State == JobState.Running ? null : Report(job, place);
                Tell(parsed, job, survey, reported);
            }
        }
        finally
        {
            if (job.State != JobState.Running) files.Remove(place);
        }
        return job.State is JobState.Running or JobState.Stopped ? ExitCode.NotDone : Import(job).Refused > 0 ? ExitCode.FoundWrong : ExitCode.Done;
    }

    /// <summary>The job that this command has begun before and not ended, or a new one.</summary>
    async Task<JobRow> Begin(ImportSurvey survey)
    {
        var by = Actor.AtTerminal();
        if (store.Read(session => book.Unfinished(session, asked.Kind.Name, survey.Digest, asked.Map.Text, asked.IsTrial)) is { } held)
        {
            await store.GetRequiredService<JobControl>().Resume(by, held.JobId, "再次执行导入命令");
            return store.Read(session => jobs.Find(session, held.JobId))!;
        }
        return await store.GetRequiredService<Imports>().Begin(by, new()
        {
            Kind = asked.Kind,
            Survey = survey,
            Map = asked.Map,
            Ending = Path.GetExtension(asked.File),
            Place = files.NewPlace(),
            Stage = asked.IsTrial ? ImportStage.Check : ImportStage.Take,
            IsTrial = asked.IsTrial,
        });
    }

    ImportRow Import(JobRow job) => store.Read(session => book.Find(session, job.Id))!;

    FileStream Hold(string place)
    {
        try
        {
            return new(files.Lock(place), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new NotDoneException("同一个文件正由另一个命令导入，请等它结束");
        }
    }

    async Task<JobRow> GoOn(JobRow job, ImportBar bar, CancellationToken stop)
    {
        var settings = store.GetRequiredService<AdapterSettings>();
        while (job.State == JobState.Running)
        {
            if (stop.IsCancellationRequested)
            {
                await store.GetRequiredService<JobControl>().Pause(Actor.AtTerminal(), job.Id, "命令被中止");
                return job;
            }
            (var moved, job) = await runs.Step(job.Id);
            bar.Show(job, () =>
            {
                var import = Import(job);
                return (import, store.Read(session => book.States(session, import)));
            });
            // By the signal of what is read, or after so long.
            if (!moved) await jobs.Wake.Wait(Look, TimeProvider.System, CancellationToken.None);
            else if (await Daemon.IsRunning(settings, CancellationToken.None)) await Task.Delay(ForOthers, CancellationToken.None);
        }
        return job;
    }

    /// <summary>Where the report was written; null when none was asked for, or nothing stands in it.</summary>
    string? Report(JobRow job, string place)
    {
        if (asked.Report is not { } target || !File.Exists(files.Report(place))) return null;
        try
        {
            NewFile.Write(target, stream => Write(stream, NewFile.EndingOf(target), files.Report(place)));
            return target;
        }
        catch (NotDoneException fault)
        {
            throw new NotDoneException($"{ImportWords.Of(Import(job))}；报告 {fault.Message}，再次执行同一命令即得报告，已报送的不会重复");
        }
    }

    static void Write(Stream stream, string ending, string report)
    {
        if (ending == ".xlsx") ReportWorkbook.Write(stream, report);
        else
        {
            using var text = File.OpenRead(report);
            text.CopyTo(stream);
        }
    }

    void Tell(ParseResult parsed, JobRow job, ImportSurvey survey, string? report)
    {
        var view = store.Read(session => JobView.Of(session, job, jobs, book));
        if (parsed.IsJson())
        {
            parsed.WriteJson(view);
            return;
        }
        var (output, import) = (parsed.Output(), Import(job));
        foreach (var (code, values) in survey.Tally.Translated)
            output.WriteLine($"对照 {asked.Kind.Find(code)?.Name} {code}：{string.Join("，", values.Select(value => $"{Visible.Of(value.Key)} {value.Value} 条"))}");
        foreach (var (code, values) in survey.Tally.Untranslated)
            output.WriteLine($"没有对照 {asked.Kind.Find(code)?.Name} {code}：{string.Join("，", values.Select(value => $"{Visible.Of(value.Key)} {value.Value} 条"))}");
        if (survey.Tally.Unlisted.Count > 0)
            output.WriteLine($"没有导入的列（没有这样的指标）：{string.Join("，", survey.Tally.Unlisted.Select(column => $"{Visible.Of(column.Key)} {column.Value} 条"))}；要导入的，请用 --map 对照列名");
        output.WriteLine(job.State switch
        {
            JobState.Running => $"已暂停（任务 {job.Id}）：{ImportWords.Of(import)}；再次执行同一命令即接着导入",
            JobState.Stopped => $"已停下（任务 {job.Id}）：{job.Message}。此前{ImportWords.Of(import)}",
            _ => $"{asked.Kind.Title}共 {job.Total} 条。{ImportWords.Of(import)}",
        });
        if (report is not null) output.WriteLine($"没有接收的记录及更正办法见 {Visible.Of(report)}{Cut(report, import)}；更正后可直接导入该文件");
        else if (import.Refused > 0 && job.State != JobState.Running && asked.Report is null) output.WriteLine("用 --report 文件.csv 得到没有接收的记录及更正办法");
    }

    static string Cut(string report, ImportRow import) => NewFile.EndingOf(report) == ".xlsx" && import.Refused > ReportWorkbook.MostRows
        ? $"（一个工作表只容前 {ReportWorkbook.MostRows} 条，全部的请用 .csv）" : "";
}
