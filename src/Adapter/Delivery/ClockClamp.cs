using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>
/// Looks for waits that a wrong clock made too long: at the start, when the clock was set back, and now and then. Nothing
/// stalls longer than the longest pause.
/// </summary>
sealed class ClockClamp(Database database, Writer writer, DueTimes dueTimes, AdapterSettings settings, ClockSteps steps)
{
    const int LooksBetween = 300;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    int looks;

    TimeSpan Longest => (settings.Delivery.MaxRetry > Gates.ProbePause ? settings.Delivery.MaxRetry : Gates.ProbePause) + settings.Delivery.FirstRetry;

    public Task UntilLook(CancellationToken stop) => steps.After(Pause, stop);

    public async Task Look()
    {
        if (!steps.HasGoneBack() && ++looks % LooksBetween != 0) return;
        // Read first: a look over all that waits is not for the writer.
        if (!database.Read(session => dueTimes.AnyAhead(session, Longest))) return;
        var count = await writer.Write(session => dueTimes.Clamp(session, Longest));
        if (count > 0) steps.Clamped(count);
    }
}
