using System.CommandLine;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Settings;
using Adapter.Store;
using Microsoft.Data.Sqlite;
using Npgsql;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary><c>adapter backup</c>: a copy of the database beside a daemon at work, checked before it gets its name.</summary>
static class BackupVerb
{
    public static Command Command()
    {
        var file = new Argument<string?>("FILE")
        {
            HelpName = "文件",
            Description = "备份文件，不得已存在（默认：数据目录的 backups/adapter-日期-时间.db）",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("backup", Verb.Describe("备份数据库，服务运行中也可以；写成后打开核对。密钥不在其中", "adapter backup", "adapter backup /mnt/backup/adapter-2026-02-13.db --json"))
        {
            file, Verb.JsonOption(),
        };
        command.SetAction(async (parsed, stop) =>
        {
            var settings = parsed.Settings();
            var database = new Database(settings);
            if (!database.IsSqlite) throw new NotDoneException($"数据库是 PostgreSQL，请用它自己的工具备份：{DumpCommand(settings)}");
            if (!File.Exists(database.File)) throw new NotDoneException($"还没有数据库：{database.File}");
            var target = Target(parsed.GetValue(file), settings);
            // It stands in the log, and in the copy's, before it leaves.
            await parsed.Note(settings, new() { Action = "store.backup", Object = Path.GetFileName(target) });
            var report = await parsed.WithBars(bars =>
            {
                var bar = bars?.AddTask("备份");
                return Task.Run(() => Make(database, target, (done, total) => bar?.MaxValue(total).Value(done), stop), stop);
            });
            Tell(parsed, settings, report);
            return ExitCode.Done;
        });
        return command;
    }

    static string Target(string? given, AdapterSettings settings)
    {
        if (given is null)
        {
            var name = $"adapter-{ChinaTime.Of(TimeProvider.System.GetUtcNow()):yyyyMMdd-HHmmss}.db";
            var folder = Path.Combine(settings.DataDirectory, "backups");
            if (DataFolder.WhatIsWrong(folder) is { } wrong) throw new NotDoneException(wrong);
            given = Path.Combine(folder, name);
        }
        var target = Path.GetFullPath(given);
        if (Path.Exists(target)) throw new NotDoneException($"{Visible.Of(target)} 已存在。请换一个名称；备份不覆盖任何文件");
        if (!Directory.Exists(Path.GetDirectoryName(target))) throw new NotDoneException($"文件夹 {Visible.Of(Path.GetDirectoryName(target)!)} 不存在，请先建立");
        return target;
    }

    static BackupReport Make(Database database, string target, Action<int, int> progress, CancellationToken stop)
    {
        try
        {
            return new Backup(database, TimeProvider.System).Make(target, progress, stop);
        }
        catch (InvalidDataException wrong)
        {
            throw new NotDoneException($"备份没有通过核对（{wrong.Message}），没有保存。数据库可能已损坏，请执行 adapter doctor，并保留以前的备份");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new NotDoneException($"备份没有写成（{Visible.Of(problem.Message)}）。请核对 {Visible.Of(Path.GetDirectoryName(target)!)} 可写、空间足够，再试一次");
        }
    }

    static void Tell(ParseResult parsed, AdapterSettings settings, BackupReport report)
    {
        if (parsed.IsJson())
        {
            parsed.WriteJson(new { file = report.File, bytes = report.Bytes, rows = report.Counts.ToDictionary(count => count.Table, count => count.Rows) });
            return;
        }
        var output = parsed.Output();
        output.WriteLine($"备份完成：{Visible.Of(report.File)}（{report.Bytes / 1048576.0:0.0} MB，{report.Counts.Count} 个表共 {report.Counts.Sum(count => count.Rows)} 行），已打开核对无误");
        output.WriteLine($"密钥不在其中。请另行保存 {Visible.Of(Path.GetFullPath(Path.Combine(settings.DataDirectory, "keys")))} 和设置中的密钥文件，与备份分开存放");
    }

    static string DumpCommand(AdapterSettings settings) => $"pg_dump --format=custom {Place(settings)} --file=adapter.dump";

    /// <summary>Where a PostgreSQL tool finds the database; the password is asked for by the tool.</summary>
    public static string Place(AdapterSettings settings)
    {
        var place = new NpgsqlConnectionStringBuilder(settings.ConnectionString);
        return $"--host={place.Host} --port={place.Port} --username={place.Username} --dbname={place.Database}";
    }
}
