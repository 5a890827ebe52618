namespace Adapter.Simulator;

/// <summary>
/// The faults that are on and how often each hit. One seeded stream of chance: the same calls in the same order meet
/// the same faults; calls side by side draw in the order in which they arrive.
/// </summary>
sealed class FaultBoard
{
    readonly Lock door = new();
    readonly Dictionary<string, int> hits = [];
    IReadOnlyList<FaultSetting> on = [];
    Random chance = new(1);

    public int Seed { get; private set; } = 1;

    public void Set(IReadOnlyList<FaultSetting> settings, int? seed)
    {
        lock (door)
        {
            on = settings;
            hits.Clear();
            if (seed is null) return;
            Seed = seed.Value;
            chance = new(seed.Value);
        }
    }

    /// <summary>The faults that hit this call, in the order of the table.</summary>
    public IReadOnlyList<FaultHit> Draw(string service, DateTimeOffset now)
    {
        lock (door)
        {
            if (on.Count == 0) return [];
            var drawn = new List<FaultHit>();
            foreach (var setting in on)
            {
                var fault = FaultTable.Find(setting.Name);
                if (!Concerns(fault, setting, service) || !fault.When(setting, now)) continue;
                if (hits.GetValueOrDefault(setting.Name) >= (setting.Count ?? int.MaxValue)) continue;
                if (chance.NextDouble() >= setting.Rate) continue;
                hits[setting.Name] = hits.GetValueOrDefault(setting.Name) + 1;
                drawn.Add(new(fault, setting, chance.Next()));
            }
            drawn.Sort((a, b) => FaultTable.Place(a.Fault).CompareTo(FaultTable.Place(b.Fault)));
            return drawn;
        }
    }

    public IReadOnlyList<(FaultSetting Setting, int Hits)> Shown()
    {
        lock (door) return [.. on.Select(setting => (setting, hits.GetValueOrDefault(setting.Name)))];
    }

    static bool Concerns(Fault fault, FaultSetting setting, string service) =>
        (fault.Interfaces.Count == 0 || fault.Interfaces.Contains(service, StringComparer.OrdinalIgnoreCase))
        && (setting.Interface is null || string.Equals(setting.Interface, service, StringComparison.OrdinalIgnoreCase));
}
