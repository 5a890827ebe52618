using Adapter.Contracts;

namespace Adapter.Simulator;

/// <summary>
/// Made-up applicants. The n-th one depends on the seed, n and the day alone, so that two runs give the same people.
/// </summary>
sealed class Applicants(Agreement agreement, ApplicantsPlan plan)
{
    readonly People people = new(agreement);

    /// <summary>The n-th application, from 0, with the flaw that it was given, if any.</summary>
    public Applicant Make(int n, DateOnly today)
    {
        var random = new Random(unchecked(plan.Seed * 7919 + n * 104729));
        var region = plan.Regions[n % plan.Regions.Count];
        var day = today.AddDays(-random.Next(plan.Days));
        var message = people.Application(random, region, day)
            .With("ADC201", $"{region}{ChinaTime.Compact(day)}{plan.Seed % 10000:D4}{n:D8}");
        if (random.NextDouble() >= plan.Faulty) return new(message, null);
        var flaw = Flaws.All[random.Next(Flaws.All.Count)];
        return new(flaw.Spoil(message), flaw);
    }

    /// <summary>The n-th result of a person who came to the counter: no ADC201, an AAZ341 of its own.</summary>
    public Message LocalResult(int n, DateOnly today)
    {
        var random = new Random(unchecked(plan.Seed * 6007 + n * 15485863 + 1));
        var region = plan.Regions[n % plan.Regions.Count];
        var day = today.AddDays(-random.Next(plan.Days));
        var result = people.Application(random, region, day).As(agreement.Kind("audit-result"));
        return Decided(result, random.Next(10) > 0, today, random)
            .With("AAZ341", Serial(region, today, 500_000 + n));
    }

    /// <summary>The n-th deregistration; of the person of <paramref name="registration"/>, or of someone unknown here.</summary>
    public Message Deregistration(int n, DateOnly today, Message? registration = null)
    {
        var random = new Random(unchecked(plan.Seed * 4409 + n * 32452843 + 2));
        var region = registration?["AAB301"] ?? plan.Regions[n % plan.Regions.Count];
        var person = registration ?? people.Application(random, region, today.AddDays(-plan.Days));
        return person.As(agreement.Kind("deregistration"))
            .With("AAZ341", Serial(region, today, 800_000 + n))
            .With("ADC210", ChinaTime.Compact(today))
            .With("AJC00A", random.Pick("11", "12", "13", "14", "21", "24"))
            .With("AAE011", random.Pick(Words.Clerks))
            .With("AAE036", ChinaTime.Compact(today))
            .With("AAE013", "");
    }

    /// <summary>Adds what the decision adds: AAE540, AAE360, AAE011, AAE036.</summary>
    static Message Decided(Message result, bool approved, DateOnly today, Random random) => result
        .With("AAE540", approved ? "1" : "2")
        .With("AAE360", approved ? "" : random.Pick(Words.Refusals))
        .With("AAE011", random.Pick(Words.Clerks))
        .With("AAE036", ChinaTime.Compact(today));

    static string Serial(string region, DateOnly day, int number) =>
        $"{region}{ChinaTime.Compact(day)[2..]}{number % 1_000_000:D6}";
}

/// <summary>An application and the flaw that was put into it.</summary>
sealed record Applicant(Message Message, Flaw? Flaw);

sealed record ApplicantsPlan
{
    public required IReadOnlyList<string> Regions { get; init; }
    public int Seed { get; init; } = 1;
    public int Days { get; init; } = 3;
    public double Faulty { get; init; }
}

static class Choice
{
    public static T Pick<T>(this Random random, params IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public static bool Chance(this Random random, double rate) => random.NextDouble() < rate;
}
