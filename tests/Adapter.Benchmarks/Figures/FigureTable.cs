using System.Globalization;

namespace Adapter.Benchmarks.Figures;

/// <summary>Measures figures and prints them as one table of markdown, with the machine.</summary>
static class FigureTable
{
    /// <summary>Every figure there is, in the order of the table.</summary>
    static IReadOnlyList<Func<IFigure>> All { get; } =
    [
        () => new ValidateFluent(),
        () => new ValidateSchema(),
        () => new ParseSkim(),
        () => new Sm2Figure(),
        () => new DownloadFigure(),
        () => new UploadFigure("upload-durable", "durable upload, one row a request, 32 in flight, unsigned, against a minimal durable loop", 0.8, "one row a request", "minimal loop", "the same, HMAC-SM3", "the same, SM2"),
        () => new UploadFigure("upload-batches", "durable upload, 100 rows a request against one", 4, "100 rows a request", "one row a request"),
        () => new UploadFigure("upload-hangfire", "durable upload, one row a request, against Hangfire with PostgreSQL", 40, "one row a request", "hangfire, postgresql"),
        () => new UploadFigure("upload-rebus", "the same against Rebus with PostgreSQL", 30, "one row a request", "rebus, postgresql"),
        () => new UploadFigure("upload-quartz", "the same against Quartz with PostgreSQL, a trigger a record", 9, "one row a request", "quartz, postgresql"),
        () => new UploadFigure("upload-sequential", "the same against a sequential loop with a commit a row", 4.5, "one row a request", "sequential"),
        () => new ImportFigure(),
        () => new ValidateJq(),
    ];

    /// <param name="names">Those to measure; none = all.</param>
    /// <exception cref="ArgumentException">No figure has such a name.</exception>
    public static async Task Measure(IReadOnlyList<string> names, TextWriter output)
    {
        var figures = All.Select(make => make()).ToList();
        foreach (var name in names.Except(figures.Select(figure => figure.Name)))
            throw new ArgumentException($"no figure '{name}'; there are: {string.Join(", ", figures.Select(figure => figure.Name))}");
        var rows = new List<string>();
        foreach (var figure in figures.Where(figure => names.Count == 0 || names.Contains(figure.Name)))
        {
            await using (figure) rows.Add(await Row(figure));
            output.WriteLine(rows[^1]);
        }
        output.WriteLine($"\n{Machine.Description}\n\n| figure | wanted | measured | rates |\n|---|---|---|---|\n{string.Join('\n', rows)}");
    }

    static async Task<string> Row(IFigure figure)
    {
        var contestants = await figure.Prepare();
        var (ours, baseline) = (contestants[0].Name, contestants[1].Name);
        var rounds = await Rounds.Of(contestants, figure.Counted);
        var (least, most) = rounds.Spread(ours, baseline);
        var rates = string.Join(", ", contestants.Select(contestant => Text($"{contestant.Name} {rounds.Rate(contestant.Name):N0}")));
        return Text($"| `{figure.Name}`: {figure.What} | {figure.Wanted:0.##} x | {rounds.Ratio(ours, baseline):0.##} x ({least:0.##} to {most:0.##}, {figure.Counted} rounds) | {rates} {figure.Unit}/s |");
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
