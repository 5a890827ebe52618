using Adapter.Simulator;

return await CommandLine.Run(args, Console.Out, Console.Error);
