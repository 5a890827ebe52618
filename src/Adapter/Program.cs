return await Adapter.Cli.CommandLine.Run(args, Console.Out, Console.Error);
