using System.Text.Json;
using Adapter.Benchmarks.Peers;
using Adapter.Contracts;
using FluentValidation;

namespace Adapter.Benchmarks.Figures;

/// <summary>The checks of a parsed record, against the same rules in FluentValidation on an object of a class.</summary>
sealed class ValidateFluent : IFigure
{
    readonly FluentRules rules = new(Records.Today);

    public string Name => "validate-fluent";
    public string What => "validate the 40 fields of an application against FluentValidation 12 with the same rules, one core";
    public string Unit => "records";
    public double Wanted => 10;

    public Task<IReadOnlyList<Contestant>> Prepare()
    {
        var json = Records.Json(Records.InCache);
        foreach (var record in Records.Json(Records.ToAgreeOn, faulty: 0.5))
        {
            if (IsValid(Object(record)) != Records.IsValid(MessageReader.Read(Records.Kind, record)))
                throw new InvalidOperationException("FluentValidation and the adapter do not agree on a record.");
        }
        IReadOnlyList<Message> messages = [.. json.Select(record => MessageReader.Read(Records.Kind, record))];
        IReadOnlyList<ApplicationRecord> objects = [.. json.Select(Object)];
        return Task.FromResult<IReadOnlyList<Contestant>>([
            Contestant.Of("adapter", () => Records.Repeated(messages, 1000, message => Records.Validation.Check(message, Records.Today))),
            Contestant.Of("FluentValidation", () => Records.Repeated(objects, 60, record => rules.Validate(record))),
        ]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    bool IsValid(ApplicationRecord record) => !rules.Validate(record).Errors.Exists(error => error.Severity == Severity.Error);

    static ApplicationRecord Object(byte[] json) => JsonSerializer.Deserialize<ApplicationRecord>(json)!;
}
