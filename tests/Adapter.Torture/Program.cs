using Adapter.Torture;
using Adapter.Torture.PowerLoss;

if (args is ["power", ..]) return await PowerVerb.Run(args);
foreach (var bug in Bug.All) Console.WriteLine($"{bug.Name}: {bug.What} ({bug.FoundBy})");
return 0;
