namespace Adapter.Torture.Kills;

/// <summary>A promise that was broken: by which of the report's figures it counts, and what was seen.</summary>
sealed record Breach(string Figure, string What)
{
    public const string Lost = "lost";
    public const string Twice = "applied twice";
    public const string Differing = "bodies differing under one key";
    public const string Order = "order broken";
    public const string Resent = "needless resends";
    public const string Other = "other breaches";

    public static IReadOnlyList<string> Figures { get; } = [Lost, Twice, Differing, Order, Resent, Other];
}
