using System.Diagnostics;
using Adapter.Store;

namespace Adapter.Torture.PowerLoss;

/// <summary>
/// W13: from the n-th write on no file grows, until there is room again. Nothing acknowledged is lost, reading goes on, and work
/// goes on by itself within five seconds of the room.
/// </summary>
sealed class FullDisk(string template, Platform platform, ulong seed)
{
    static readonly TimeSpan MostToResume = TimeSpan.FromSeconds(5);

    int left;
    volatile bool isFull;

    /// <summary>What went wrong; and whether the product met the full disk at all.</summary>
    public async Task<(bool Met, IReadOnlyList<string> Wrong)> Run(int n)
    {
        (left, isFull) = (n, false);
        var folder = Scratch.Copy(template);
        var recording = new Recording(folder, Ask);
        var wrong = new List<string>();
        recording.Begin();
        var clock = new Clock();
        bool met;
        await using (var product = new Product(folder, platform.Url, clock))
        {
            await product.Start();
            isFull = true;
            var cycle = new Cycle(product, platform, clock, new((int)seed), new(recording, product));
            // What happened already, an answer of the ministry, is kept and waits for the room.
            var working = Fill(cycle);
            met = await IsMet(product, working);
            if (met && product.Database.Read(session => product.Get<ReviewQueue>().Counts(session)).Count == 0) wrong.Add("nothing can be read");
            isFull = false;
            if (!await Resumes(product)) wrong.Add($"no work within {MostToResume.TotalSeconds} s of the room");
            await working;
            await cycle.Run();
        }
        recording.End();
        wrong.AddRange(new Examiner(recording, folder).Look(folder, recording.Steps.Count, isWhole: true));
        Directory.Delete(folder, recursive: true);
        return (met, wrong);
    }

    static async Task Fill(Cycle cycle)
    {
        try
        {
            for (var rounds = 0; rounds < 4; rounds++)
            {
                await cycle.Decide(2);
                await cycle.Submit(2);
                await cycle.Send();
                await cycle.Download();
            }
        }
        catch (StoreTrouble trouble) when (trouble.Trouble == Trouble.Full)
        {
            // Refused, and nobody was told otherwise.
        }
    }

    static async Task<bool> IsMet(Product product, Task working)
    {
        while (product.Writer.IsWritable && !working.IsCompleted) await Task.Delay(5);
        return !product.Writer.IsWritable;
    }

    static async Task<bool> Resumes(Product product)
    {
        var since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since) < MostToResume)
        {
            try
            {
                await product.Writer.Write(product.Get<Pulse>().Beat);
                return true;
            }
            catch (StoreTrouble)
            {
                await Task.Delay(50);
            }
        }
        return false;
    }

    int Ask(DiskAct act, string file, long place, ReadOnlySpan<byte> data)
    {
        if (act != DiskAct.Write || !isFull || --left > 0) return 0;
        return place + data.Length > new FileInfo(file).Length ? Disk.Full : 0;
    }
}
