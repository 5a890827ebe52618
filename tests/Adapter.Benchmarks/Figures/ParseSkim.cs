using System.Text.Json;
using Adapter.Contracts;

namespace Adapter.Benchmarks.Figures;

/// <summary>From the bytes of a record to its findings, against a reader of JSON that only walks over the same bytes.</summary>
sealed class ParseSkim : IFigure
{
    readonly Message message = new(Records.Kind);

    public string Name => "parse-skim";
    public string What => "parse and validate UTF-8 against Utf8JsonReader over the same bytes, one core";
    public string Unit => "records";
    public double Wanted => 0.45;

    public Task<IReadOnlyList<Contestant>> Prepare()
    {
        var records = Records.Json(Records.InCache);
        return Task.FromResult<IReadOnlyList<Contestant>>([
            Contestant.Of("adapter", () => Records.Repeated(records, 2000, Validated)),
            Contestant.Of("skim", () => Records.Repeated(records, 4000, Skimmed)),
        ]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    void Validated(byte[] record)
    {
        MessageReader.Read(record, message);
        Records.Validation.Check(message, Records.Today);
    }

    static void Skimmed(byte[] record)
    {
        var reader = new Utf8JsonReader(record);
        while (reader.Read()) { }
    }
}
