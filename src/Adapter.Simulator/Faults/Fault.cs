using System.Text.Json.Nodes;
using Adapter.Wire;

namespace Adapter.Simulator;

/// <summary>What the client can know after this fault.</summary>
enum Outcome
{
    /// <summary>An answer that says what was done.</summary>
    Clear,
    /// <summary>No client can know whether the work was done.</summary>
    Unclear,
    /// <summary>It depends on the client's tolerance or patience.</summary>
    Depends,
}

/// <summary>
/// One row of the table of faults: its name, what it means, and what it does at the stages of a call. A stage that is
/// null is left alone; the stages run in the order in which they stand here.
/// </summary>
sealed record Fault
{
    public required string Name { get; init; }
    public required string Chinese { get; init; }
    public required string English { get; init; }
    /// <summary>What it reads beside rate, count and interface, with the default.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];
    /// <summary>The interfaces it can hit; empty = all.</summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];
    public Outcome Outcome { get; init; } = Outcome.Clear;
    /// <summary>Only when this holds does it hit at all; no draw otherwise.</summary>
    public Func<FaultSetting, DateTimeOffset, bool> When { get; init; } = (_, _) => true;

    /// <summary>Answers outside the protocol, nothing done.</summary>
    public Func<FaultHit, Reply>? Instead { get; init; }
    /// <summary>How far the platform's clock is off.</summary>
    public Func<FaultHit, TimeSpan>? Skew { get; init; }
    /// <summary>Answers within the protocol, nothing done.</summary>
    public Func<FaultHit, Draft>? Refuse { get; init; }
    public Func<FaultHit, PageWish, PageWish>? Page { get; init; }
    /// <summary>Which rows of how many are answered with what, and whether they are applied.</summary>
    public Func<FaultHit, int, IEnumerable<RowFault>>? Row { get; init; }
    /// <summary>Changes the body of an answer to work that was done.</summary>
    public Action<FaultHit, JsonObject, BodyNames>? Body { get; init; }
    public Func<FaultHit, Sealing, Sealing>? Seal { get; init; }
    /// <summary>Changes what leaves on the wire, the work being done.</summary>
    public Func<FaultHit, Reply, Reply>? Reply { get; init; }
}

/// <summary>A fault that hits one call, with its own seeded choices.</summary>
sealed record FaultHit(Fault Fault, FaultSetting Setting, int Seed)
{
    public TimeSpan Ms(int otherwise) => TimeSpan.FromMilliseconds(Setting.Ms ?? otherwise);
    public string Code(string otherwise) => Setting.Code ?? otherwise;
    /// <summary>The lines of the text; null = none is set.</summary>
    public IReadOnlyList<string>? Lines => Setting.Text?.Split('\n');
    public int Status(int otherwise) => int.TryParse(Setting.Code, out var status) && status is >= 100 and < 600 ? status : otherwise;

    /// <summary>So many different places below <paramref name="count"/>, rows of the setting, 1 by default.</summary>
    public IEnumerable<int> Places(int count)
    {
        var places = Enumerable.Range(0, count).ToArray();
        new Random(Seed).Shuffle(places);
        return places.Take(Setting.Rows ?? 1).Order();
    }
}

/// <summary>A row answered otherwise: with this code, applied or not, and with one of these texts, which its serial number chooses; null = what the code means.</summary>
sealed record RowFault(int Index, string Code, bool Applied, IReadOnlyList<string>? Texts = null)
{
    public string? TextFor(string serial) => Texts is null || !int.TryParse(serial[Math.Max(0, serial.Length - 6)..], out var number) ? null : Texts[number % Texts.Count];
}

/// <summary>How a page of applications is cut.</summary>
sealed record PageWish
{
    /// <summary>Only what was 待审核, whatever QueryScope says.</summary>
    public bool Claim { get; init; }
    /// <summary>So many rows have fallen out before this page.</summary>
    public int Shift { get; init; }
}
