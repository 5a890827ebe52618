using Adapter.Contracts;
using Adapter.Store;
using Dapper;

namespace Adapter.Torture.Worlds;

/// <summary>
/// One seed: a store, a ministry, people who use the program, and a program that dies again and again. In the end all faults
/// cease, it must come to rest, and then the books are compared.
/// </summary>
sealed class World
{
    static readonly DateTimeOffset[] Beginnings =
    [
        new(2026, 2, 13, 2, 0, 0, TimeSpan.Zero), new(2028, 2, 28, 15, 59, 50, TimeSpan.Zero), new(2028, 2, 29, 15, 59, 55, TimeSpan.Zero),
        new(2027, 12, 31, 15, 59, 50, TimeSpan.Zero),
    ];

    // The first download has several pages.
    const double FullShelf = 0.15;

    readonly Blueprint program;
    readonly Clients clients;
    readonly Sends sends;
    readonly bool isHectic;

    public World(ulong seed, Ground ground)
    {
        (Ground, Dice) = (ground, new(seed));
        Policy = Dice.Below(10) switch { < 7 => "resend", < 9 => "query", _ => "park" };
        program = ground.Program(Policy);
        Clock = new(Dice.Of(Beginnings));
        HasJumps = Dice.Chance(0.3);
        HasLate = Dice.Chance(0.05);
        isHectic = Dice.Chance(0.5);
        Faults = new(Dice);
        Shelf = new(ground.People, Dice);
        Holdings = new(Tally);
        sends = new(Tally);
        Counter = new(ground.Profile, Faults, Dice, Shelf, new(ground.Agreement, Holdings, Dice, Tally));
        clients = new(this);
        Trouble = new(this);
    }

    public Ground Ground { get; }
    public Dice Dice { get; }
    public string Policy { get; }
    public Clock Clock { get; }
    public Faults Faults { get; }
    public Shelf Shelf { get; }
    public Holdings Holdings { get; }
    public Counter Counter { get; }
    public Trouble Trouble { get; }
    public Tally Tally { get; } = new();
    public long Crashes { get; private set; }

    /// <summary>Told what happens, when somebody looks at one world.</summary>
    public Action<string>? Told { get; init; }

    /// <summary>Of everything that happened, in order: the same seed gives the same.</summary>
    public ulong Traced { get; private set; }

    /// <summary>Whether somebody sets the clock in it.</summary>
    public bool HasJumps { get; }

    /// <summary>Whether applications appear that are older than what a download asks again: only the repair finds them.</summary>
    public bool HasLate { get; }

    public DateOnly Today => ChinaTime.Date(Clock.True);

    public void Trace(ulong what) => Traced = (Traced ^ what ^ (ulong)Clock.GetTimestamp()) * 0x100000001B3;

    public void Run()
    {
        Ground.Store.Renew();
        for (var posts = Dice.Chance(FullShelf) ? 24 : Dice.Below(6); posts > 0; posts--) Shelf.Post(Today, 60);
        for (var lives = isHectic ? 40 + Dice.Below(31) : 20 + Dice.Below(16); lives > 0 && Tally.Failures.Count == 0; lives--) Live();
        if (Tally.Failures.Count == 0) Rest();
        if (Tally.Failures.Count == 0) new Checker(this, clients).Look();
    }

    public void Tell(string what) => Told?.Invoke($"{Clock.True:MM-dd HH:mm:ss.fff} {what}");

    public void Leaves(Visit visit)
    {
        var times = sends.Leaves(visit.MessageId);
        sends.Look(visit);
        var connection = Ground.Store.Connection;
        foreach (var (key, version) in connection.Query<(string, long)>("select u.kind || ' ' || u.AAB301 || ' ' || u.AAZ341, u.version from batch_row r join upload u on u.id = r.upload_id where r.message_id = @MessageId", new { visit.MessageId }))
            sends.Follows(visit.MessageId, key, version);
        if (times == 1) return;
        if (Policy == "park") Tally.Fail($"I5: {visit.MessageId} was sent again although its outcome is a person's");
        if (connection.ExecuteScalar<long>("select count(*) from upload where message_id = @MessageId and state = 'sending'", new { visit.MessageId }) == 0)
            Tally.Fail($"I5: {visit.MessageId} was sent again although all its rows are settled");
    }

    public void Answered(Life life, Visit visit)
    {
        Tell($"  answer {visit.MessageId} {(int)visit.Status} {visit.Fault} {string.Join(' ', visit.Codes.Values)}");
        if (visit.Rows is not null) Shelf.HandedOut.Add((visit.MessageId, visit.Answer, visit.Rows));
        // What is looked up stands in a message already, sent or not: it may go once more with its neighbours.
        foreach (var (key, text) in visit.Held)
            sends.Found(Sends.KeyOf(key.Kind, key.AAB301, key.AAZ341), text, Ground.Store.Connection.ExecuteScalar<string?>("select message_id from upload where kind = @Kind and AAB301 = @AAB301 and AAZ341 = @AAZ341 and state in ('sending', 'unknown')", key));
        sends.Answered(visit);
        clients.Hear(life, visit);
    }

    void Live()
    {
        if (Dice.Chance(0.4)) Shelf.Post(Today, HasLate ? 9 : 3);
        if (Dice.Chance(0.1)) Shelf.Change(Today);
        var life = new Life(this, Fate.Of(Dice, isHectic), program);
        clients.Plan(life);
        Tell($"life {Crashes + 1}");
        life.Run();
        Tell($"crash at {life.How}");
        if (life.Commits <= 2 && Crashes > 0) Tally.Mark("kill during recovery");
        Crashes++;
        Clock.Pass(Dice.Upto(TimeSpan.FromSeconds(Dice.Below(10) switch { < 4 => 20, < 6 => 600, _ => 2 * 3600 })));
    }

    void Rest()
    {
        Faults.AreOff = true;
        Trouble.IsOver = true;
        Clock.Off = TimeSpan.Zero;
        Tell("rest");
        var (life, end) = (new Life(this, Fate.None, program), Clock.Elapsed + TimeSpan.FromDays(3));
        var rest = new Rest(this, life);
        life.Begin(rest.Work);
        life.Run(() => rest.IsDone || Clock.Elapsed > end || rest.Looks > 400);
        if (!rest.IsDone) Tally.Fail($"I9: not at rest: {rest.Why}");
    }
}
