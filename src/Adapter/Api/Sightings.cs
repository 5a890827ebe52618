using Adapter.Store;

namespace Adapter.Api;

/// <summary>
/// Who sees a person's record as it is stands in the log before it is shown. While nothing can be written one record is
/// shown masked, and many are not shown at all.
/// </summary>
sealed class Sightings(Writer writer, AuditLog audit)
{
    /// <summary>False when it could not be noted, so that it must not be seen.</summary>
    /// <param name="by">Who would see it.</param>
    /// <param name="action">reveal or export.</param>
    /// <param name="subject">An application's number or an upload's key.</param>
    /// <param name="person">Whose it is.</param>
    /// <param name="why">What the person gave as the reason.</param>
    public async Task<bool> Note(Actor by, string action, string subject, Func<Session, string?> person, string why = "")
    {
        if (!writer.IsWritable) return false;
        try
        {
            await writer.Write(session => audit.Add(session, by, new() { Action = action, Object = subject, Person = person(session), Detail = why }));
            return true;
        }
        catch (StoreTrouble)
        {
            return false;
        }
    }

    /// <exception cref="StoreTrouble">It cannot be noted.</exception>
    public Task Pulled(Actor by, IReadOnlyList<ApplicationRow> rows) => writer.Write(session => audit.Add(session, by, new()
    {
        Action = "pull",
        Object = rows.Count == 1 ? rows[0].ADC201 : $"{rows[0].ADC201}…{rows[^1].ADC201}",
        Detail = $"{rows.Count}",
    }, rows.Select(row => row.Person).OfType<string>()));
}
