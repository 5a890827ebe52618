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
/// <param name="fault">The code that an act fails with; 0 or null = it is done.</param>
sealed class Recording(string folder, DiskWatch? fault = null)
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
        lock (gate)
        {
            var code = fault?.Invoke(act, file, place, data) ?? 0;
            // Of a write that fails half is there; a sync or a truncation that fails did nothing.
            if (code == 0) steps.Add(new(act, Name(file), place, act == DiskAct.Rename ? Encoding.UTF8.GetBytes(Name(Encoding.UTF8.GetString(data))) : data.ToArray()));
            else if (act == DiskAct.Write) steps.Add(new(act, Name(file), place, data[..(data.Length / 2)].ToArray()));
            return code;
        }
    }

    string Name(string file) => Path.GetRelativePath(folder, file);
}
