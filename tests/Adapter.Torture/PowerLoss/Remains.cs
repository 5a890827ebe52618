namespace Adapter.Torture.PowerLoss;

/// <summary>What a power loss does to what was not synced.</summary>
enum Loss
{
    Nothing,
    AllUnsynced,
    /// <summary>Some writes whole, some not at all.</summary>
    Some,
    /// <summary>Some sectors of each write.</summary>
    Torn,
    /// <summary>Some sectors, and rubbish in place of others.</summary>
    Garbage,
}

/// <summary>What remains of a file.</summary>
sealed class Remains(Loss loss, Random random)
{
    const int Sector = 512;

    public byte[] Of(Inode file)
    {
        if (file.Pending.Count == 0 || loss == Loss.AllUnsynced) return file.Durable;
        using var content = new MemoryStream(file.Durable.Length + (64 * Sector));
        content.Write(file.Durable);
        foreach (var step in file.Pending)
        {
            if (step.Act == DiskAct.Write) Write(content, step);
            else if (loss == Loss.Nothing || random.Next(2) == 0) content.SetLength(step.Place);
        }
        return content.Capacity == content.Length ? content.GetBuffer() : content.ToArray();
    }

    void Write(MemoryStream content, Step step)
    {
        if (loss == Loss.Nothing || (loss == Loss.Some && random.Next(2) == 0)) Put(content, step.Place, step.Data);
        if (loss is not (Loss.Torn or Loss.Garbage)) return;
        for (var from = 0; from < step.Data.Length;)
        {
            // Sectors lie by the place in the file.
            var length = (int)Math.Min(step.Data.Length - from, Sector - ((step.Place + from) % Sector));
            var sector = step.Data.AsSpan(from, length);
            if (random.Next(2) == 0) Put(content, step.Place + from, sector);
            else if (loss == Loss.Garbage && random.Next(2) == 0) Put(content, step.Place + from, Rubbish(length));
            from += length;
        }
    }

    byte[] Rubbish(int length)
    {
        var rubbish = new byte[length];
        if (random.Next(4) > 0) random.NextBytes(rubbish);
        return rubbish;
    }

    static void Put(MemoryStream content, long place, ReadOnlySpan<byte> data)
    {
        if (content.Length < place) content.SetLength(place);
        content.Position = place;
        content.Write(data);
    }
}
