using System.Globalization;

namespace Adapter.Torture.Kills;

/// <summary>Whatever a person did stands in the log of acts, once, and its chain is whole over every death.</summary>
static class ActsLogged
{
    public static IEnumerable<Breach> Check(Evidence evidence)
    {
        var (seq, mac) = (0L, "");
        foreach (var act in evidence.Held.Acts)
        {
            if (act.Seq != seq + 1 || act.Seal(evidence.Held.ActKey, mac) != act.Mac) yield return new(Breach.Other, $"the log of acts is broken at {act.Seq}");
            (seq, mac) = (act.Seq, act.Mac);
        }
        foreach (var (type, actions) in new[] { ("decided", new[] { "decide", "submit" }), ("corrected", new[] { "correct", "mend" }) })
        {
            var events = evidence.Held.Events.Count(one => one.Type == type);
            var acts = evidence.Held.Acts.Count(act => act.Result == "done" && actions.Contains(act.Action));
            // Of a file one entry tells of all that were committed together.
            if (type == "decided") acts += evidence.Held.Acts.Where(act => act.Action == "import.rows").Sum(act => Taken(act.Detail));
            if (events != acts) yield return new(Breach.Other, $"{events} were {type}, {acts} such acts are in the log");
        }
    }

    static int Taken(string detail) => detail.Split(' ').FirstOrDefault(part => part.StartsWith("taken=", StringComparison.Ordinal)) is { } part
        ? int.Parse(part["taken=".Length..], CultureInfo.InvariantCulture) : 0;
}
