namespace Adapter.Store;

/// <summary>A file that a job takes in, and what became of its rows so far.</summary>
public sealed record ImportRow
{
    public long JobId { get; init; }
    public required string Kind { get; init; }
    /// <summary>The ending of its name: .csv.</summary>
    public required string Ending { get; init; }
    /// <summary>Hex SHA-256 of the file.</summary>
    public required string Digest { get; init; }
    /// <summary>As it was given; "" = none.</summary>
    public string Map { get; init; } = "";
    /// <summary>The folder of its files below <see cref="ImportFiles"/>.</summary>
    public required string Place { get; init; }
    public required string Door { get; init; }
    /// <summary>Where who began it may, as <see cref="RegionCodes.Listed"/> writes it; null = everywhere.</summary>
    public string? Regions { get; init; }
    /// <summary>One of <see cref="ImportStage"/>.</summary>
    public string Stage { get; init; } = ImportStage.Take;
    /// <summary>1 = it was only to be checked.</summary>
    public long EndsAfterCheck { get; init; }
    public long Taken { get; init; }
    /// <summary>Held already with this content: nothing changed.</summary>
    public long Known { get; init; }
    /// <summary>Held already with other content: not taken.</summary>
    public long Conflicts { get; init; }
    public long Faulty { get; init; }
    /// <summary>Bytes of the report.</summary>
    public long Report { get; init; }
    /// <summary>JSON: by field code what a map has translated, and how many it could not.</summary>
    public string Translated { get; init; } = "{}";
    /// <summary>The uploads that it made lie between these two, with others.</summary>
    public long? FirstUpload { get; init; }
    public long? LastUpload { get; init; }
    /// <summary>When it last went on.</summary>
    public string At { get; init; } = "";

    public long Refused => Conflicts + Faulty;

    /// <summary>As it was before its first row.</summary>
    public ImportRow Anew() => this with { Taken = 0, Known = 0, Conflicts = 0, Faulty = 0, Report = 0 };

    /// <summary>Where its rows came from, as each keeps it.</summary>
    public string Origin => Store.Origin.OfImport(JobId);
}

static class ImportStage
{
    /// <summary>What would become of each row is found out, and nothing is taken.</summary>
    public const string Check = "check";
    /// <summary>It waits for a person's word.</summary>
    public const string Ready = "ready";
    public const string Take = "take";
}
