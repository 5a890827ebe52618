using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Adapter.Api;
using Adapter.Hosting;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Wire;

namespace Adapter.Cli;

/// <summary>The whole command line: its verbs, and what happens when one of them fails.</summary>
static class CommandLine
{
    public static RootCommand Root()
    {
        var root = new RootCommand(Verb.Describe("失业登记适配器：下载申请、校验、上传审核结果与注销。不写动词即为 run", "adapter run --settings /etc/adapter/appsettings.json"))
        {
            RunVerb.Command(),
            DemoVerb.Command(),
            DoctorVerb.Command(),
            ValidateVerb.Command(),
            DownloadVerb.Command(),
            ApplicationsVerb.Command(),
            UploadsVerb.Command(),
            ResumeVerb.Command(),
            ImportVerb.Command(),
            ExportVerb.Command(),
            UsersVerb.Command(),
            KeysVerb.Command(),
            AuditVerb.Command(),
            BackupVerb.Command(),
            RestoreVerb.Command(),
            ReconcileVerb.Command(),
            ReceiptsVerb.Command(),
            VersionVerb.Command(),
        };
        root.Options.Remove(root.Options.OfType<VersionOption>().Single());
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = "显示用法";
        help.Action = new ChineseHelp();
        foreach (var option in SettingsOptions.All()) root.Add(option);
        root.SetAction(RunVerb.Run);
        return root;
    }

    public static async Task<int> Run(string[] args, TextWriter output, TextWriter error)
    {
        var parsed = Root().Parse([.. SettingsOptions.Normalise(args)]);
        if (parsed.Errors.Count > 0 && parsed.Action is not ChineseHelp)
        {
            error.WriteLine($"命令行有误：{WhatIsWrong(parsed)}。用法见 adapter --help");
            return ExitCode.NotDone;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // The daemon's host ends by itself on SIGTERM; the library would end a daemon that has only just started.
                ProcessTerminationTimeout = parsed.CommandResult.Command is RootCommand or { Name: RunVerb.Name } ? null : TimeSpan.FromSeconds(30),
                Output = output,
                Error = error,
            });
        }
        catch (SettingsException wrong)
        {
            foreach (var problem in wrong.Problems) error.WriteLine(problem);
            return ExitCode.NotDone;
        }
        catch (NotDoneException reason)
        {
            error.WriteLine(reason.Message);
            return ExitCode.NotDone;
        }
        catch (Exception problem) when (Troubles.Of(problem) is not Trouble.None and var trouble)
        {
            error.WriteLine(Problems.Line(StoreTrouble.CodeOf(trouble)));
            return ExitCode.NotDone;
        }
        catch (StoreException refused)
        {
            error.WriteLine(refused.Message);
            return ExitCode.NotDone;
        }
        catch (KeyException wrong)
        {
            error.WriteLine(wrong.Message);
            return ExitCode.NotDone;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("已中止");
            return ExitCode.NotDone;
        }
        catch (Exception unexpected)
        {
            error.WriteLine(Unexpected.Report(unexpected));
            return ExitCode.NotDone;
        }
    }

    static string WhatIsWrong(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens is [var token, ..]) return $"不认识“{token}”";
        return parsed.Errors[0].SymbolResult switch
        {
            ArgumentResult { Parent: OptionResult option } => $"选项 {option.Option.Name} 的值缺少或不对",
            ArgumentResult argument => $"参数 <{argument.Argument.HelpName ?? argument.Argument.Name}> 缺少或不对",
            OptionResult option => $"选项 {option.Option.Name} 的值缺少或不对",
            CommandResult command when command.Command.Subcommands.Count > 0 => "缺少动词",
            CommandResult command when command.Command.Arguments.FirstOrDefault(argument => command.GetResult(argument) is null or { Tokens.Count: 0 }) is { } missing
                => $"缺少 <{missing.HelpName ?? missing.Name}>",
            _ => parsed.Errors[0].Message,
        };
    }
}
