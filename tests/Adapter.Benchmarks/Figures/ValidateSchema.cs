using System.Text;
using Adapter.Benchmarks.Peers;
using Adapter.Contracts;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Adapter.Benchmarks.Figures;

/// <summary>The checks of a parsed record, all of them, against a JSON Schema on a parsed one: what such a schema can say.</summary>
sealed class ValidateSchema : IFigure
{
    public string Name => "validate-njsonschema";
    public string What => "validate the 40 fields of an application against NJsonSchema with what it can express, one core";
    public string Unit => "records";
    public double Wanted => 150;

    public async Task<IReadOnlyList<Contestant>> Prepare()
    {
        var schema = await JsonSchema.FromJsonAsync(AgreementSchema.Of(Records.Kind));
        foreach (var record in Records.Json(Records.ToAgreeOn, faulty: 0.5)) Agree(schema, record);
        var json = Records.Json(Records.InCache);
        IReadOnlyList<Message> messages = [.. json.Select(record => MessageReader.Read(Records.Kind, record))];
        IReadOnlyList<JObject> objects = [.. json.Select(Object)];
        IReadOnlyList<string> texts = [.. json.Select(Encoding.UTF8.GetString)];
        return [
            Contestant.Of("adapter", () => Records.Repeated(messages, 1000, message => Records.Validation.Check(message, Records.Today))),
            Contestant.Of("NJsonSchema of parsed objects", () => Records.Repeated(objects, 12, record => schema.Validate(record))),
            Contestant.Of("NJsonSchema from text", () => Records.Repeated(texts, 8, text => schema.Validate(text))),
        ];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Where we find an error of a rule that no schema can say, it may take the record.
    static void Agree(JsonSchema schema, byte[] record)
    {
        var errors = Records.Validation.Check(MessageReader.Read(Records.Kind, record), Records.Today).Where(finding => finding.IsError).ToList();
        var isRefused = schema.Validate(Object(record)).Count > 0;
        var mayBeTaken = errors.All(error => !AgreementSchema.Rules.Contains(error.Rule));
        if (isRefused ? errors.Count == 0 : !mayBeTaken) throw new InvalidOperationException("NJsonSchema and the adapter do not agree on a record.");
    }

    static JObject Object(byte[] json) => JObject.Parse(Encoding.UTF8.GetString(json));
}
