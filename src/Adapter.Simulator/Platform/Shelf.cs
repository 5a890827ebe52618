using Adapter.Contracts;

namespace Adapter.Simulator;

/// <summary>审批状态 of an application at the platform.</summary>
enum ApplicationState { 待审核, 审核中, 已审核 }

/// <summary>An application that the platform issued, and where it stands.</summary>
sealed class Application(Applicant applicant)
{
    int state;

    public Message Message => applicant.Message;
    public Flaw? Flaw => applicant.Flaw;
    public string Number { get; } = applicant.Message["ADC201"]!;
    public string Region { get; } = applicant.Message["AAB301"]!;
    public string Day { get; } = applicant.Message["AAE127"]!;
    public ApplicationState State => (ApplicationState)Volatile.Read(ref state);

    /// <summary>True for the one reader that found it 待审核.</summary>
    public bool Claim() => Interlocked.CompareExchange(ref state, (int)ApplicationState.审核中, (int)ApplicationState.待审核) == (int)ApplicationState.待审核;

    public void Decide() => Volatile.Write(ref state, (int)ApplicationState.已审核);
}

/// <summary>All applications, by region in the order of AAE127, ADC201.</summary>
sealed class Shelf
{
    readonly Lock door = new();
    readonly Dictionary<string, Application> byNumber = new(StringComparer.Ordinal);
    readonly Dictionary<string, Application[]> byRegion = new(StringComparer.Ordinal);

    public void Add(IEnumerable<Applicant> applicants)
    {
        lock (door)
        {
            foreach (var more in applicants.Select(applicant => new Application(applicant)).GroupBy(application => application.Region))
            {
                foreach (var application in more) byNumber.Add(application.Number, application);
                byRegion[more.Key] = [.. byRegion.GetValueOrDefault(more.Key, []).Concat(more)
                    .OrderBy(application => application.Day, StringComparer.Ordinal)
                    .ThenBy(application => application.Number, StringComparer.Ordinal)];
            }
        }
    }

    public Application? Find(string number)
    {
        lock (door) return byNumber.GetValueOrDefault(number);
    }

    public int Count
    {
        get { lock (door) return byNumber.Count; }
    }

    public IReadOnlyList<Application> All()
    {
        lock (door) return [.. byRegion.OrderBy(region => region.Key, StringComparer.Ordinal).SelectMany(region => region.Value)];
    }

    /// <summary>Those of a region whose AAE127 lies in the window, both days included.</summary>
    public ArraySegment<Application> Window(string region, string from, string until)
    {
        Application[] all;
        lock (door) all = byRegion.GetValueOrDefault(region, []);
        var start = First(all, from);
        var end = First(all, until + "~");
        return new(all, start, Math.Max(0, end - start));
    }

    static int First(Application[] all, string day)
    {
        int low = 0, high = all.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(all[middle].Day, day) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
