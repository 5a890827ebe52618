namespace Adapter.Torture;

/// <summary>What a person who waits is told, on standard error.</summary>
static class Progress
{
    public static void Say(string what) => Console.Error.WriteLine(what);
}
