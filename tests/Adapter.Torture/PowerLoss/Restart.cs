using Adapter.Store;
using Microsoft.Data.Sqlite;

namespace Adapter.Torture.PowerLoss;

/// <summary>Starts the product on what a power loss left: as far as its first sending.</summary>
static class Restart
{
    const string Nowhere = "http://127.0.0.1:9";

    public static IReadOnlyList<string> WhatIsWrong(string folder, IEnumerable<(string Name, byte[] Content)> files)
    {
        Scratch.Fill(folder, files);
        return Start(folder).GetAwaiter().GetResult();
    }

    static async Task<IReadOnlyList<string>> Start(string folder)
    {
        var clock = new Clock();
        await using var product = new Product(folder, Nowhere, clock);
        try
        {
            var began = await product.Start();
            List<string> wrong = [.. product.Get<StartCheck>().Run().Select(damage => $"the check at the start: {damage.Line}")];
            wrong.AddRange(product.Get<FullCheck>().Run(new(clock, TimeSpan.Zero, TimeSpan.Zero, CancellationToken.None)).Select(damage => $"the full check: {damage.Line}"));
            if (began is not null) wrong.Add($"a power loss is taken for an old copy that was put back ({began.Why})");
            if (!product.Get<Migration>().IsCurrent()) wrong.Add("the schema is not whole");
            return wrong;
        }
        catch (Exception refused) when (refused is StoreException or StoreTrouble or SqliteException or InvalidOperationException or IOException)
        {
            return [$"it does not start: {refused.Message}"];
        }
    }
}
