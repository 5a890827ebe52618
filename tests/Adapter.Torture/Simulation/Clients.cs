using Adapter.Store;

namespace Adapter.Torture.Worlds;

/// <summary>Something that somebody wants of the program, until it is answered; a crash leaves it open.</summary>
sealed class Errand(string what, Func<Parts, Task<bool>> run)
{
    public string What => what;
    public bool IsDone { get; set; }
    public Func<Parts, Task<bool>> Run => run;
}

/// <summary>Reviewers, local systems and operators: they outlive the program, ask again what was not answered, and keep what was promised.</summary>
sealed class Clients
{
    const double Again = 0.6;
    const double DoubleClick = 0.15;
    const double Mistakes = 0.1;
    const double Stacks = 0.25;
    const double Mends = 0.5;

    readonly World world;
    readonly List<Errand> open = [];
    readonly Desk desk;
    readonly Office office;
    readonly Operators operators;

    public Clients(World world)
    {
        this.world = world;
        desk = new(world, Promises);
        office = new(world, Promises);
        operators = new(world);
    }

    public Promises Promises { get; } = new();

    public void Plan(Life life)
    {
        open.RemoveAll(errand => errand.IsDone);
        foreach (var errand in open.Where(_ => world.Dice.Chance(Again)).ToList()) Send(life, errand);
        for (var more = world.Dice.Below(4); more > 0; more--)
        {
            if (New() is not { } errand) continue;
            open.Add(errand);
            Send(life, errand);
            if (world.Dice.Chance(DoubleClick)) Send(life, errand);
        }
        if (world.Dice.Chance(Stacks)) HandIn(life);
    }

    /// <summary>What was refused is corrected now and then as soon as the answer is there, while others of its message are open.</summary>
    public void Hear(Life life, Visit visit)
    {
        if (visit.IsUpload && desk.Mend(visit) is { } errand && world.Dice.Chance(Mends)) Send(life, errand);
    }

    // A local system sends what it has gathered: such rows go in one batch.
    void HandIn(Life life)
    {
        var pause = world.Dice.Upto(TimeSpan.FromSeconds(3));
        foreach (var errand in office.Gathered())
        {
            open.Add(errand);
            life.After(pause, () => Run(life, errand));
        }
    }

    Errand? New() => world.Dice.Below(100) switch
    {
        < 40 => desk.Decide(),
        < 50 => desk.Correct(),
        < 72 => office.Register(),
        < 82 => office.Deregister(),
        _ => operators.Act(),
    };

    void Send(Life life, Errand errand)
    {
        var pause = world.Dice.Upto(TimeSpan.FromSeconds(3));
        life.After(pause, () => Run(life, errand));
        if (world.Dice.Chance(Mistakes)) life.After(pause, () => Run(life, Mistake()));
    }

    // Work of somebody else that fails in its own transaction, at the same instant.
    static Errand Mistake() => new("mistake", async parts =>
    {
        try
        {
            await parts.Get<Writer>().Write<bool>(_ => throw new FormatException("one's own fault"));
        }
        catch (FormatException)
        {
            // As it must be.
        }
        return true;
    });

    async Task Run(Life life, Errand errand)
    {
        try
        {
            if (errand.IsDone) return;
            world.Tell($"  {errand.What}");
            errand.IsDone = await errand.Run(life.Parts) || errand.IsDone;
            world.Tell($"  {errand.What}: {(errand.IsDone ? "done" : "not done")}");
        }
        catch (Crashed)
        {
            // Nobody hears of it.
        }
        catch (Exception failure) when (!life.IsOver && !IsTrouble(failure))
        {
            world.Tally.Fail($"{errand.What}: {failure.GetType().Name}: {failure.Message}");
        }
        catch (Exception)
        {
            // The store was in trouble: asked again later.
        }
    }

    static bool IsTrouble(Exception failure) => failure is System.Data.Common.DbException or SerialsExhausted;
}
