using Adapter.Review;
using Adapter.Store;
using Dapper;

namespace Adapter.Torture.Worlds;

/// <summary>Reviewers at their desks: they decide, two at once now and then, and correct what they entered.</summary>
sealed class Desk(World world, Promises promises)
{
    const string Troubled = """
        select AAB301 || AAZ341 from upload where kind = 'audit-result' and (state = 'failed' or state = 'waiting' and sent_at is not null)
        """;

    int corrections;

    public Errand? Decide()
    {
        var known = world.Shelf.All.Where(one => one.Number != "").ToList();
        if (known.Count == 0) return null;
        var number = world.Dice.Of(known).Number;
        var decision = world.Dice.Chance(0.8)
            ? new Decision { AAE540 = "1", AAE011 = "经办员" }
            : new Decision { AAE540 = "2", AAE011 = "经办员", AAE360 = "材料不全", Confirm = ["policy.refusal"] };
        return new($"decision about {number}", async parts => Heard(number, decision, await parts.Get<Decisions>().Decide(new("test", Actor.Shell), number, decision)));
    }

    bool Heard(string number, Decision decision, Receipt receipt)
    {
        if (receipt.Verdict is Verdict.Taken or Verdict.Known && promises.Decision(number, decision.AAE540, receipt) is { } wrong) world.Tally.Fail(wrong);
        if (receipt.Verdict is Verdict.Faulty && !world.HasJumps)
            world.Tally.Fail($"decision about {number} refused: {string.Join(' ', receipt.Findings.Select(finding => finding.Rule + finding.Field))}");
        return receipt.Verdict is Verdict.Taken or Verdict.Known or Verdict.Conflict;
    }

    public Errand? Correct() => promises.All.Exists(IsResult) ? Correct(ToCorrect) : null;

    /// <summary>Corrects a row that was refused, as soon as that is known.</summary>
    public Errand? Mend(Visit visit) => promises.All.Find(one => IsResult(one) && IsAmong(visit.Refused, one)) is { } refused ? Correct(() => refused) : null;

    static bool IsAmong(IEnumerable<string> rows, Promise one)
    {
        var key = Sends.KeyOf(one.Kind, one.Region, one.Serial);
        return rows.Any(row => row.StartsWith(key, StringComparison.Ordinal));
    }

    Errand Correct(Func<Promise> choose)
    {
        var address = $"改{++corrections}号";
        var correction = new Correction { Fields = new Dictionary<string, string?> { ["AAC046"] = address }, Reason = "test" };
        Promise? chosen = null;
        return new($"correction to {address}", async parts =>
        {
            var one = chosen ??= choose();
            var receipt = await parts.Get<Corrections>().Correct(new("test", Actor.Shell), one.Region, one.Serial, correction);
            if (receipt.Verdict is Verdict.Missing) world.Tally.Fail($"I2: {one.What} was acknowledged and {one.Serial} is not there");
            if (receipt.Verdict is Verdict.Taken) promises.Add("audit-result", receipt, message => message["AAC046"] == address, "a correction");
            return receipt.Verdict is not (Verdict.Conflict or Verdict.Faulty);
        });
    }

    static bool IsResult(Promise promise) => promise.Kind == "audit-result";

    // Mostly what the ministry refused, what goes once more, or what was entered just now: it may still be on its way.
    Promise ToCorrect()
    {
        var known = promises.All.Where(IsResult).ToList();
        var share = world.Dice.Share();
        if (share < 0.3) return known[^1];
        var troubled = world.Ground.Store.Connection.Query<string>(Troubled).ToHashSet();
        var chosen = known.FindAll(one => troubled.Contains(one.Region + one.Serial));
        return world.Dice.Of(share < 0.8 && chosen.Count > 0 ? chosen : known);
    }
}
