namespace Adapter.Benchmarks.Figures;

/// <summary>A figure that is promised: our rate as a multiple of a baseline's. Disposed of when it is measured.</summary>
interface IFigure : IAsyncDisposable
{
    /// <summary>What the command takes: validate-jq.</summary>
    string Name { get; }
    /// <summary>What is compared, for a reader of the table.</summary>
    string What { get; }
    /// <summary>What a rate counts: records.</summary>
    string Unit { get; }
    /// <summary>At least this multiple of the baseline's rate.</summary>
    double Wanted { get; }
    /// <summary>How many rounds count; five at least.</summary>
    int Counted => 7;

    /// <summary>Ours first, the baseline second; what follows is shown only.</summary>
    /// <exception cref="InvalidOperationException">The sides do not come to the same result: nothing is timed.</exception>
    Task<IReadOnlyList<Contestant>> Prepare();
}
