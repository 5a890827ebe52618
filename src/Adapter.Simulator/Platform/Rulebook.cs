using Adapter.Contracts;
using Adapter.Wire;

namespace Adapter.Simulator;

/// <summary>What the platform goes by: the agreement, the profile, the checks, its own options.</summary>
sealed class Rulebook(SimulatorOptions options, Agreement agreement, Profile profile)
{
    readonly Validation validation = new(agreement, new ValidationOptions { Regions = options.Regions });

    public SimulatorOptions Options => options;
    public Agreement Agreement => agreement;
    public Profile Profile => profile;

    public Kind? UploadKind(string service) => agreement.Kinds.FirstOrDefault(kind => kind.IsUpload && kind.Interface == service);

    /// <summary>Errors alone; what stands as the platform's own <paramref name="given"/> application had it is no error.</summary>
    public IReadOnlyList<Finding> Errors(Message message, DateTimeOffset now, Message? given) =>
        [.. validation.Check(message, ChinaTime.Date(now), given).Where(finding => finding.IsError)];
}

/// <summary>The platform's memory.</summary>
sealed record Books(Shelf Shelf, Ledger Ledger, Replays Replays, Journal Journal);
