using System.Text;

namespace Adapter.Torture.PowerLoss;

/// <summary>One act on a file; the name is relative to the data directory.</summary>
sealed record Step(DiskAct Act, string File, long Place, byte[] Data)
{
    public override string ToString() => Act is DiskAct.Write ? $"write {File} {Place}+{Data.Length}" : $"{Act} {File} {Place}".ToLowerInvariant();
}

/// <summary>What somebody was told: from then on the question is answered with another number than 0, for ever.</summary>
/// <param name="After">How many acts on the disk were done when it was told.</param>
sealed record Fact(int After, string What, string Question, object Values);

/// <summary>What a product did to its files, in order, and what it promised meanwhile.</summary>
sealed class Recording(string folder)
{
    readonly List<Step> steps = [];
    readonly List<Fact> facts = [];
    readonly Lock gate = new();

    public IReadOnlyList<Step> Steps => steps;
    public IReadOnlyList<Fact> Facts => facts;

    public void Begin() => Disk.Watch(folder, Take);

    public void End() => Disk.Leave(folder);

    public void Told(string what, string question, object values)
    {
        lock (gate) facts.Add(new(steps.Count, what, question, values));
    }

    int Take(DiskAct act, string file, long place, ReadOnlySpan<byte> data)
    {
        var copy = act == DiskAct.Rename ? Encoding.UTF8.GetBytes(Name(Encoding.UTF8.GetString(data))) : data.ToArray();
        lock (gate) steps.Add(new(act, Name(file), place, copy));
        return 0;
    }

    string Name(string file) => Path.GetRelativePath(folder, file);
}
