using System.Text;
using Adapter.Ministry;

namespace Adapter.Torture.Worlds;

/// <summary>A row that the ministry took: its text without the control member, and whom it is about.</summary>
sealed record Holding(string Kind, string Region, string Serial, string Text, string Person, string Number);

/// <summary>What the ministry holds, in the order in which it took it.</summary>
sealed class Holdings(Tally tally)
{
    const string Correction = ",\"OperFlag\":\"2\"}";

    readonly Dictionary<(string, string, string), Holding> held = [];
    readonly List<Holding> applied = [];

    public IReadOnlyList<Holding> Applied => applied;

    public Holding? Of(string kind, string region, string serial) => held.GetValueOrDefault((kind, region, serial));

    /// <summary>Held before the program ever sent something: an earlier program's.</summary>
    public void HoldForeign(Holding holding)
    {
        Foreign.Add(holding.Serial);
        Hold(holding);
    }

    public List<string> Foreign { get; } = [];

    void Hold(Holding holding) => held[(holding.Kind, holding.Region, holding.Serial)] = holding;

    /// <summary>The code of one row.</summary>
    public string Take(string kind, AnswerBody row, ReadOnlyMemory<byte> raw)
    {
        var text = Encoding.UTF8.GetString(raw.Span);
        var isCorrection = text.EndsWith(Correction, StringComparison.Ordinal);
        if (isCorrection) text = text[..^Correction.Length] + "}";
        var taken = new Holding(kind, row["AAB301"], row["AAZ341"], text, row["AAC002"], row["ADC201"]);
        var there = Of(kind, taken.Region, taken.Serial);
        if (there?.Text == text)
        {
            tally.Mark("duplicate-same");
            return "40000001";
        }
        if (there is not null && !isCorrection)
        {
            tally.Mark("duplicate-different");
            return "40000002";
        }
        if (there is null && isCorrection) return "40000007";
        if (there is not null && there.Person != taken.Person) tally.Fail($"I13: {kind} {taken.Serial} was {there.Person[^4..]} and became another person");
        Apply(taken);
        return "00000000";
    }

    void Apply(Holding taken)
    {
        if (taken.Number != "" && applied.Exists(other => other.Number == taken.Number && other.Serial != taken.Serial))
            tally.Fail($"I3: application {taken.Number} was answered under two serials");
        Hold(taken);
        applied.Add(taken);
    }
}
