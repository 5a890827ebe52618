using Adapter.Contracts;
using Adapter.Review;
using Adapter.Store;

namespace Adapter.Torture.Worlds;

/// <summary>A local system: it hands in registrations and deregistrations, with serials of its own or without.</summary>
sealed class Office(World world, Promises promises)
{
    readonly List<(int Person, string Region)> registered = [];
    int serials;

    public Errand? Register() => world.Dice.Chance(0.25) ? Answer() : Local(world.Dice.Of(Ground.Regions));

    /// <summary>What was gathered in one region, which goes in one message when it is handed in at once.</summary>
    public IEnumerable<Errand> Gathered()
    {
        var region = world.Dice.Of(Ground.Regions);
        return Enumerable.Range(0, 2 + world.Dice.Below(5)).Select(_ => Local(region)).ToList();
    }

    Errand Local(string region)
    {
        var person = (People.Count / 2) + world.Dice.Below(People.Count / 2);
        var before = serials;
        var message = world.Ground.People.Result(person, region, Serial(region), world.Today.AddDays(-1));
        if (serials > before && world.Dice.Chance(0.05)) world.Holdings.HoldForeign(new("audit-result", region, message["AAZ341"]!, "{}", message["AAC002"]!, ""));
        return new($"registration {message["AAZ341"]}", async parts =>
        {
            if (!Heard(message, await parts.Get<Submissions>().Take(new("test", Actor.Shell), message, []))) return false;
            registered.Add((person, region));
            return true;
        });
    }

    // The local system answers an application, known here already or not; without a serial only one that is.
    Errand? Answer()
    {
        var known = world.Shelf.All.Where(one => one.Number != "").ToList();
        if (known.Count == 0) return null;
        var one = world.Dice.Of(known);
        var day = DateOnly.ParseExact(one.Day, "yyyyMMdd");
        var message = world.Ground.People.Result(one.Person, one.Region, world.Dice.Chance(0.5) ? Serial(one.Region) : "", day).With("ADC201", one.Number);
        return new($"answer to {one.Number}", async parts => Answered(one.Number, message, await parts.Get<Submissions>().Take(new("test", Actor.Shell), message, [])));
    }

    bool Answered(string number, Message message, Receipt receipt)
    {
        if (receipt.Verdict is Verdict.Taken or Verdict.Known)
        {
            if (promises.Decision(number, message["AAE540"], receipt) is { } wrong) world.Tally.Fail(wrong);
            promises.Entry(message.Kind.Name, receipt, message);
        }
        return receipt.Verdict is not Verdict.Faulty;
    }

    public Errand? Deregister()
    {
        if (registered.Count == 0) return null;
        var (person, region) = world.Dice.Of(registered);
        var message = world.Ground.People.Deregistration(person, region, Serial(region), world.Today.AddDays(-1));
        return new($"deregistration {message["AAZ341"]}", async parts => Heard(message, await parts.Get<Submissions>().Take(new("test", Actor.Shell), message, [])));
    }

    // Now and then a serial that another record has already.
    string Serial(string region) => $"{region}260101{900_000 + (serials > 0 && world.Dice.Chance(0.1) ? serials : ++serials)}";

    bool Heard(Message message, Receipt receipt)
    {
        if (receipt.Verdict is Verdict.Taken or Verdict.Known)
        {
            if (promises.Owner(message.Kind.Name, receipt, message["AAC002"]!) is { } wrong) world.Tally.Fail(wrong);
            promises.Entry(message.Kind.Name, receipt, message);
        }
        if (receipt.Verdict is Verdict.Faulty && !world.HasJumps)
            world.Tally.Fail($"submission refused: {string.Join(' ', receipt.Findings.Select(finding => finding.Rule + finding.Field))}");
        return receipt.Verdict is not Verdict.Faulty;
    }
}
