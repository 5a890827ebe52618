using System.Text.Json;
using Adapter.Torture;
using Adapter.Torture.PowerLoss;

if (args is ["power", ..]) return await PowerVerb.Run(args);
if (args is ["simulate", ..])
{
    var result = SimulateVerb.Run(args);
    Console.WriteLine(JsonSerializer.Serialize(result));
    return result.Failures.Count > 0 || result.Marks.ContainsValue(0) ? 1 : 0;
}
foreach (var bug in Bug.All) Console.WriteLine($"{bug.Name}: {bug.What} ({bug.FoundBy})");
return 0;
