using Adapter.Torture;

return await CommandLine.Run(args);
