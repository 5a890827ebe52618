using System.CommandLine;
using Adapter.Api;
using Adapter.Hosting;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Wire;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;

namespace Adapter.Cli;

/// <summary><c>adapter run</c>: the daemon, until it is told to stop.</summary>
static class RunVerb
{
    public const string Name = "run";

    public static Command Command()
    {
        var command = new Command(Name, Verb.Describe("启动常驻服务（默认动词）", "adapter run", "adapter run --settings /etc/adapter/appsettings.json"));
        command.SetAction(Run);
        return command;
    }

    public static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        try
        {
            var settings = parsed.SettingsToRun(warn: true);
            if (DataFolder.WhatIsWrong(settings.DataDirectory) is { } unwritable) throw new NotDoneException(unwritable);
            using var ours = DataFolder.Hold(settings.DataDirectory);
            var app = AdapterHost.Build(settings);
            var broken = app.Services.GetRequiredService<StoreState>().Broken;
            var running = Serve(app, settings, parsed, stop);
            // A broken store ends the program as it stands: a graceful stop would wait, and write.
            return await Task.WhenAny(running, broken) == broken ? FailStop(await broken, parsed) : await running;
        }
        catch (StoreTrouble trouble) when (trouble.Trouble == Trouble.Broken)
        {
            return FailStop(trouble, parsed);
        }
        catch (StoreException damaged) when (damaged.IsDamage)
        {
            parsed.Error().WriteLine(damaged.Message);
            return ExitCode.FailStop;
        }
        catch (SettingsException wrong)
        {
            foreach (var problem in wrong.Problems) parsed.Error().WriteLine(problem);
            return ExitCode.Settings;
        }
        catch (KeyException wrong)
        {
            parsed.Error().WriteLine(wrong.Message);
            return ExitCode.Settings;
        }
    }

    static async Task<int> Serve(WebApplication app, AdapterSettings settings, ParseResult parsed, CancellationToken stop)
    {
        await using (app)
        {
            await Start(app, settings, stop);
            DataFolder.Tell(settings.DataDirectory, app.Urls.First());
            foreach (var address in app.Urls) parsed.Output().WriteLine($"已启动，监听 {address}");
            var looking = OutwardChecks.Say(app, settings, parsed.Error());
            await app.WaitForShutdownAsync(stop);
            await looking;
            return Environment.ExitCode;
        }
    }

    static int FailStop(Exception cause, ParseResult parsed)
    {
        var kind = (cause as StoreTrouble)?.InnerException ?? cause;
        var said = kind is SqliteException ? kind.Message : kind.GetType().Name;
        parsed.Error().WriteLine($"{Problems.Line("store.broken")}退出码 {ExitCode.FailStop}（{said}）");
        return ExitCode.FailStop;
    }

    public static async Task Start(WebApplication app, AdapterSettings settings, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException problem) when (problem.InnerException is AddressInUseException)
        {
            throw new NotDoneException($"{settings.Listen} 的端口已被占用。请停掉占用它的程序（可能是另一个 adapter），或改设置 Adapter:Listen");
        }
    }
}
