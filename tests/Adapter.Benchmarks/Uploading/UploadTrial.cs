using Adapter.Contracts;
using Adapter.EndToEnd.Support;

namespace Adapter.Benchmarks.Uploading;

static class UploadTrial
{
    static readonly string[] Regions = ["370102", "370103", "370104", "370105"];

    public static async Task Measure(TextWriter output, int rounds)
    {
        var records = new CounterRecords(Regions).Results(10_000);
        for (var round = 0; round < rounds; round++)
        {
            await using var platform = await QuickPlatform.Start();
            output.WriteLine($"adapter 1: {await AdapterUpload.Run(platform, Regions, records, "Delivery:Parallel=32", "Delivery:BatchSize=1")}");
            output.WriteLine($"adapter 100: {await AdapterUpload.Run(platform, Regions, records, "Delivery:Parallel=8", "Delivery:BatchSize=100")}");
            var folder = Directory.CreateTempSubdirectory("adapter-bench-").FullName;
            using (var loop = new DurableLoop(folder, new(platform.Address), 32))
            {
                loop.Fill(records.Select(record => System.Text.Encoding.UTF8.GetBytes(record.ToJson())));
                var taken = platform.Takes(records.Count, TimeSpan.FromSeconds(60));
                await loop.Run(records.Count);
                output.WriteLine($"minimal: {records.Count / await taken} {(double)loop.Commits / records.Count}");
            }
            Directory.Delete(folder, true);
        }
    }
}
