using Adapter.Simulator;

return await CommandLine.Run(args);
