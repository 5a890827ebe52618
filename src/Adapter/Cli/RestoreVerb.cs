using System.CommandLine;
using Adapter.Hosting;
using Adapter.Settings;
using Adapter.Store;
using Microsoft.Data.Sqlite;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary><c>adapter restore</c>: puts a backup in the place of the database; nothing is sent until it was compared with the platform.</summary>
static class RestoreVerb
{
    public static Command Command()
    {
        var file = new Argument<string>("FILE") { HelpName = "备份文件", Description = "adapter backup 写成的文件" };
        var yes = new Option<bool>("--yes") { Description = "不再询问" };
        var command = new Command("restore", Verb.Describe("用备份恢复数据库：先核对备份，现有数据库另存，换上备份；与部平台核对（adapter reconcile）之前不上传",
            "adapter restore data/backups/adapter-20260213-020000.db", "adapter restore /mnt/backup/adapter.db --yes --json"))
        {
            file, yes, Verb.JsonOption(),
        };
        command.SetAction(async (parsed, stop) =>
        {
            var settings = parsed.Settings();
            var database = new Database(settings);
            if (!database.IsSqlite)
                throw new NotDoneException($"数据库是 PostgreSQL，请停掉服务，用它自己的工具恢复：pg_restore --clean --if-exists {BackupVerb.Place(settings)} adapter.dump，然后执行 adapter reconcile");
            if (DataFolder.WhatIsWrong(settings.DataDirectory) is { } unwritable) throw new NotDoneException(unwritable);
            using var ours = DataFolder.Hold(settings.DataDirectory);
            var source = Path.GetFullPath(parsed.GetRequiredValue(file));
            parsed.Ask($"将用 {Visible.Of(source)} 换掉 {Visible.Of(database.File)}（现有的另存）。备份之后的审核和上传将不在其中，须与部平台核对后才继续上传",
                "恢复将换掉现有数据库。确认要恢复，请加 --yes", "没有恢复，一切照旧");
            var kept = await parsed.WithBars(bars =>
            {
                var bar = bars?.AddTask("恢复");
                return Task.Run(() => PutBack(database, source, (done, total) => bar?.MaxValue(total).Value(done), stop), stop);
            });
            // What was found damaged is not in place any more; the copy was looked through.
            new StoreHealth(settings).Clear();
            var began = await Begin(settings);
            await parsed.Note(settings, new() { Action = "store.restore", Object = Path.GetFileName(source), Detail = kept is null ? "" : $"原来的另存为 {Path.GetFileName(kept)}" });
            Tell(parsed, source, kept, began);
            return ExitCode.Done;
        });
        return command;
    }

    static string? PutBack(Database database, string source, Action<int, int> progress, CancellationToken stop)
    {
        try
        {
            return new BackupReturn(database, new(database, TimeProvider.System), TimeProvider.System).PutBack(source, progress, stop);
        }
        catch (FileNotFoundException)
        {
            throw new NotDoneException($"没有文件 {Visible.Of(source)}，请核对路径");
        }
        catch (Exception wrong) when (wrong is InvalidDataException or SqliteException { SqliteErrorCode: 11 or 26 })
        {
            throw new NotDoneException($"{Visible.Of(source)} 不是完好的备份（{Visible.Of(wrong.Message)}），没有恢复，一切照旧。请换用另一份备份");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new NotDoneException($"没有恢复成（{Visible.Of(problem.Message)}），数据库仍是原来的。请核对磁盘空间和权限，再试一次");
        }
    }

    /// <summary>So that whatever runs next finds the new history begun.</summary>
    static async Task<Incarnation?> Begin(AdapterSettings settings)
    {
        await using var store = OpenStore.Of(settings);
        return await store.GetRequiredService<IncarnationGuard>().Begin(isDaemon: false);
    }

    static void Tell(ParseResult parsed, string source, string? kept, Incarnation? began)
    {
        if (parsed.IsJson())
        {
            parsed.WriteJson(new { restored = source, kept, incarnation = began?.Id, held = true });
            return;
        }
        var output = parsed.Output();
        output.WriteLine($"已用 {Visible.Of(source)} 恢复");
        if (kept is not null) output.WriteLine($"原来的数据库另存为 {Visible.Of(kept)}，确认无误后再删除");
        output.WriteLine("现在可以启动服务（adapter run）：下载和审核照常，上传暂停，直到与部平台核对过：");
        output.WriteLine("  adapter reconcile --receipts 回执文件或文件夹（设了 Receipts:Directory 的不必写）");
    }
}
