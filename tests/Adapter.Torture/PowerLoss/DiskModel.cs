using System.Text;

namespace Adapter.Torture.PowerLoss;

/// <summary>A file's content: what a sync has made durable, and what was done since.</summary>
sealed class Inode
{
    public byte[] Durable { get; set; } = [];
    public List<Step> Pending { get; } = [];
}

/// <summary>
/// The disk after so many acts. Data is durable when its file was synced. Names (made, renamed, deleted) become durable in
/// their order, all with the next sync of any file, as journalling file systems (ext4, XFS) do.
/// </summary>
sealed class DiskModel
{
    readonly Dictionary<string, Inode> now = new(StringComparer.Ordinal);
    readonly Dictionary<string, Inode> durable = new(StringComparer.Ordinal);
    readonly List<(Step Step, Inode Made)> names = [];

    /// <summary>Whether a power loss now could lose anything.</summary>
    public bool IsAtRisk => names.Count > 0 || now.Values.Any(file => file.Pending.Count > 0);

    /// <summary>A folder of which everything is durable.</summary>
    public static DiskModel Of(string folder)
    {
        var disk = new DiskModel();
        foreach (var (name, content) in Scratch.Files(folder)) disk.now[name] = disk.durable[name] = new() { Durable = content };
        return disk;
    }

    public void Apply(Step step)
    {
        switch (step.Act)
        {
            case DiskAct.Open when now.ContainsKey(step.File):
                break;
            case DiskAct.Write or DiskAct.Truncate:
                now[step.File].Pending.Add(step);
                break;
            case DiskAct.Sync:
                Sync(now.GetValueOrDefault(step.File));
                break;
            default:
                names.Add((step, new()));
                Name(now, names[^1]);
                break;
        }
    }

    /// <summary>The files after a power loss.</summary>
    public IEnumerable<(string Name, byte[] Content)> After(Loss loss, Random random)
    {
        var there = new Dictionary<string, Inode>(durable, StringComparer.Ordinal);
        var kept = loss == Loss.Nothing ? names.Count : loss == Loss.AllUnsynced ? 0 : random.Next(names.Count + 1);
        foreach (var change in names.Take(kept)) Name(there, change);
        return there.Select(file => (file.Key, new Remains(loss, random).Of(file.Value)));
    }

    // A folder has no content of its own here.
    void Sync(Inode? file)
    {
        if (file is not null)
        {
            file.Durable = new Remains(Loss.Nothing, Random.Shared).Of(file);
            file.Pending.Clear();
        }
        names.Clear();
        durable.Clear();
        foreach (var (name, inode) in now) durable[name] = inode;
    }

    static void Name(Dictionary<string, Inode> files, (Step Step, Inode Made) change)
    {
        var (step, made) = change;
        if (step.Act == DiskAct.Open) files[step.File] = made;
        else if (files.Remove(step.File, out var moved) && step.Act == DiskAct.Rename) files[Encoding.UTF8.GetString(step.Data)] = moved;
    }
}
