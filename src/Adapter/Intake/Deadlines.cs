using Adapter.Contracts;
using Adapter.Settings;

namespace Adapter.Intake;

/// <summary>By when the platform must have accepted the result of an application.</summary>
sealed class Deadlines(Agreement agreement, AdapterSettings settings)
{
    // A day that cannot be read, or has not come, counts as the day of receipt.
    public DateOnly Of(Message application, DateOnly received)
    {
        var applied = CompactDate.Day(application["AAE127"]);
        return agreement.WorkingDays.Add(applied <= received ? applied.Value : received, settings.Review.Days);
    }
}
