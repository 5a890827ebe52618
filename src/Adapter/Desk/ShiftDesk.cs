using Adapter.Delivery;
using Adapter.People;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>The door of the desk to what the shifts tell each other: operators write within their regions, what is of all regions only those of all.</summary>
sealed class ShiftDesk(ShiftBook book, AdapterSettings settings)
{
    /// <param name="clerk">Who asks.</param>
    /// <param name="AAB301">"" = what is of all regions, or of none.</param>
    public bool May(Clerk clerk, string AAB301) => AAB301 == ""
        ? clerk.May(Right.Operate) && settings.Regions.All(region => clerk.May(Right.Operate, region.Code))
        : clerk.May(Right.Operate, AAB301);

    public Task<string> Write(Clerk clerk, string AAB301, UploadKey? upload, string text) =>
        May(clerk, AAB301) ? book.Write(clerk.Actor, AAB301, upload, text) : Refused;

    public Task<string> Done(Clerk clerk, ShiftNoteRow note) => May(clerk, note.AAB301) ? book.Done(clerk.Actor, note.Id) : Refused;

    /// <summary>Lays it aside where this person may, and leaves it where another must.</summary>
    public Task<string> Silence(Clerk clerk, NoticeGroup notice, string reason, TimeSpan span) => Own(clerk, notice.Members.Select(member => member.AAB301)) is { Count: > 0 } own
        ? book.Silence(clerk.Actor, notice.Subject, notice.Cause, own, reason, span)
        : Refused;

    public Task<string> Show(Clerk clerk, NoticeGroup notice) => Own(clerk, notice.Silenced.Select(row => row.AAB301)) is { Count: > 0 } own
        ? book.End(clerk.Actor, [.. notice.Silenced.Where(row => own.Contains(row.AAB301))])
        : Refused;

    public bool May(Clerk clerk, NoticeGroup notice) => notice.Members.Any(member => May(clerk, member.AAB301));

    static Task<string> Refused => Task.FromResult("right.missing");

    List<string> Own(Clerk clerk, IEnumerable<string> regions) => [.. regions.Where(region => May(clerk, region))];
}
