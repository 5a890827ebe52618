using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Adapter.Torture.PowerLoss;

/// <summary><c>power --images N [--seed S]</c>: this layer alone.</summary>
static class PowerVerb
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> Run(string[] args)
    {
        var images = (int)(Given(args, "--images") ?? 2_000);
        var seed = Given(args, "--seed") ?? (ulong)Random.Shared.Next();
        var result = await PowerRun.Run(images, seed);
        Console.WriteLine(JsonSerializer.Serialize(result, Readable));
        return result.Failures.Count == 0 ? 0 : 1;
    }

    static ulong? Given(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var place && place + 1 < args.Length ? ulong.Parse(args[place + 1], CultureInfo.InvariantCulture) : null;
}
