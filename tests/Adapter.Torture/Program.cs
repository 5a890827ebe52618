using Adapter.Torture;

foreach (var bug in Bug.All) Console.WriteLine($"{bug.Name}: {bug.What} ({bug.FoundBy})");
