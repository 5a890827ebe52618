namespace Adapter.Simulator;

sealed record ControlOrder
{
    /// <summary>Replaces what is on; null = unchanged.</summary>
    public IReadOnlyList<FaultSetting>? Faults { get; init; }
    public int? Seed { get; init; }
}

/// <summary>So many more; the n-th has the n-th of these values, by field code, in the place of its own, and so on from the first again.</summary>
sealed record MoreApplications(int Count, IReadOnlyList<IReadOnlyDictionary<string, string>>? With);

sealed record AwayOrder(bool On, string? How);

/// <summary>/_control: switches faults and outages, adds applications. Not part of the ministry.</summary>
sealed class Controls(FaultBoard board, Outage outage, Admission admission)
{
    public void Map(WebApplication app)
    {
        app.MapGet("/_control", Shown);
        app.MapPost("/_control", (ControlOrder order) => Try(() => Order(order)));
        app.MapPost("/_control/applications", (MoreApplications more) => Try(() =>
        {
            if (more.Count is < 1 or > 1_000_000) throw new FormatException("count 应在 1 与 1000000 之间 (1 to 1000000)");
            admission.Add(more.Count, more.With);
        }));
        app.MapPost("/_control/away", (AwayOrder order) => Try(() => outage.Set(order.On ? order.How ?? "503" : null)));
    }

    void Order(ControlOrder order)
    {
        if (order.Faults is not null) board.Set([.. order.Faults.Select(setting => setting.Checked())], order.Seed);
        else if (order.Seed is not null) board.Set([.. board.Shown().Select(entry => entry.Setting)], order.Seed);
    }

    IResult Try(Action action)
    {
        try
        {
            action();
            return Results.Json(Shown());
        }
        catch (FormatException e)
        {
            return Results.Json(new { error = e.Message }, statusCode: 400);
        }
    }

    object Shown() => new
    {
        seed = board.Seed,
        away = outage.Way,
        applications = admission.Count,
        faults = board.Shown().Select(entry => new { setting = entry.Setting, hits = entry.Hits }),
        names = FaultTable.All.Select(fault => new { name = fault.Name, chinese = fault.Chinese, english = fault.English, parameters = fault.Parameters, interfaces = fault.Interfaces, outcome = fault.Outcome }),
    };
}
