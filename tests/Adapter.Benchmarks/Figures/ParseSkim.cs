using System.Text.Json;
using Adapter.Contracts;

namespace Adapter.Benchmarks.Figures;

/// <summary>From the bytes of a record to its findings, against a reader of JSON that only walks over the same bytes.</summary>
sealed class ParseSkim : IFigure
{
    const int Passes = 250;

    public string Name => "parse-skim";
    public string What => "parse and validate UTF-8 against Utf8JsonReader over the same bytes, one core";
    public string Unit => "records";
    public double Wanted => 0.45;

    public Task<IReadOnlyList<Contestant>> Prepare()
    {
        var records = Records.Json(2000);
        return Task.FromResult<IReadOnlyList<Contestant>>([
            Contestant.Of("adapter", () => Repeated(records, Validated)),
            Contestant.Of("skim", () => Repeated(records, Skimmed)),
        ]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    static long Repeated(IReadOnlyList<byte[]> records, Action<byte[]> work)
    {
        for (var pass = 0; pass < Passes; pass++)
        {
            foreach (var record in records) work(record);
        }
        return (long)Passes * records.Count;
    }

    static void Validated(byte[] record) => Records.Validation.Check(MessageReader.Read(Records.Kind, record), Records.Today);

    static void Skimmed(byte[] record)
    {
        var reader = new Utf8JsonReader(record);
        while (reader.Read()) { }
    }
}
