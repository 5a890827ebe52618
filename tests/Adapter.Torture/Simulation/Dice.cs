namespace Adapter.Torture.Worlds;

/// <summary>All chance of a world, from its seed (splitmix64).</summary>
sealed class Dice(ulong seed)
{
    ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>0 to limit - 1.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Share() < probability;

    public T Of<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    public TimeSpan Upto(TimeSpan longest) => longest * Share();
}
