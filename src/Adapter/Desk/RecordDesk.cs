using Adapter.Contracts;
using Adapter.People;
using Adapter.Review;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>The door of the desk to a record that is taken at the counter: 窗口受理, 注销.</summary>
sealed class RecordDesk(Agreement agreement, Database database, Submissions submissions, DraftBook drafts, Registry registry)
{
    /// <summary>经办人.</summary>
    public const string By = "AAE011";

    public IReadOnlyList<Kind> Kinds => [.. agreement.Kinds.Where(kind => kind.IsUpload)];

    public RecordForm Draft(Clerk clerk, Kind kind) => drafts.Find<RecordForm>(clerk, About(kind));

    public void Keep(Clerk clerk, Kind kind, RecordForm form) => drafts.Keep(clerk, About(kind), form);

    public IReadOnlyList<Finding> Preview(Clerk clerk, Kind kind, RecordForm form) =>
        database.Read(session => submissions.Preview(session, MessageOf(clerk, kind, form), form.Confirmed, allocates: true));

    public async Task<Receipt> Submit(Clerk clerk, Kind kind, RecordForm form)
    {
        if (!clerk.May(Right.Review, form.Values.GetValueOrDefault("AAB301", ""))) return Receipt.No(Verdict.Barred, "scope.missing");
        var receipt = await submissions.Take(clerk.Actor, MessageOf(clerk, kind, form), form.Confirmed, allocates: true);
        if (receipt.Verdict is Verdict.Taken or Verdict.Known) await drafts.Remove(clerk, About(kind));
        return receipt;
    }

    // 经办人 is who sits here, and the day is today's unless another is written.
    Message MessageOf(Clerk clerk, Kind kind, RecordForm form) => registry.Dated(Message.Of(kind, form.Values
        .Where(value => value.Key != By && value.Value != "").Select(value => new KeyValuePair<string, string?>(value.Key, value.Value))
        .Append(new(By, clerk.RealName))));

    static string About(Kind kind) => $"record/{kind.Name}";
}
