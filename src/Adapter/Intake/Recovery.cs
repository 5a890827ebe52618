using Adapter.Ministry;
using Adapter.Store;
using Adapter.Wire;

namespace Adapter.Intake;

/// <summary>
/// What a crash or a broken connection left half done: pages that are stored and not read, and questions whose answer
/// nobody knows. These are asked again under their own number: a platform that gives each application only once gives
/// that answer once more.
/// </summary>
sealed partial class Recovery(MinistryClient ministry, RunBook book, Receiver receiver, Profile profile, ILogger<Recovery> log)
{
    bool isBegun;

    /// <summary>Reads again the pages that were stored and not yet read when the program stopped.</summary>
    public async Task Recover()
    {
        await Begin();
        foreach (var (run, page) in book.Unparsed())
        {
            try
            {
                await Read(run, page);
            }
            catch (Exception failure)
            {
                // It stays unread and is tried again at the next start; its window is downloaded again anyway.
                NotRecovered(failure, page.Id, run.AAB301);
            }
        }
    }

    // Once: later there are runs that go on.
    async Task Begin()
    {
        if (isBegun) return;
        await book.Abandon();
        isBegun = true;
    }

    /// <summary>Asks a region again what it did not answer; the first question without an answer again ends it.</summary>
    public async Task AskAgain(string region, CancellationToken stop)
    {
        foreach (var (run, request) in await book.Unanswered(region))
        {
            var answer = await ministry.Ask(ministry.Again(region, request.MessageId, Wrapped(request)), stop);
            var page = await book.Keep(run, (int)request.PageNo, answer);
            try
            {
                var content = await Take(run, page, OfTheFirst(ministry.ReadPage(answer)));
                if (content.Outcome.Class == OutcomeClass.Unknown) return;
                Answered(request.PageNo, region, content.Outcome.Class, content.Rows.Count);
            }
            catch (Exception failure)
            {
                NotRecovered(failure, page.Id, region);
            }
        }
    }

    // That it is not let in, or not heard, now says nothing of what the platform did then.
    static DownloadPage OfTheFirst(DownloadPage content) =>
        content.Outcome is { IsRead: true, Class: not (OutcomeClass.RetrySame or OutcomeClass.Throttled or OutcomeClass.AuthError) }
            ? content
            : content with { Outcome = content.Outcome with { Class = OutcomeClass.Unknown } };

    async Task Read(RunRow run, PageRow page)
    {
        var content = await Take(run, page, ministry.ReadPage(new()
        {
            MessageId = page.MessageId,
            Status = (int)page.Status,
            ContentType = page.ContentType,
            Bytes = page.Raw,
        }));
        Recovered(page.Id, run.AAB301, content.Rows.Count);
    }

    async Task<DownloadPage> Take(RunRow run, PageRow page, DownloadPage content)
    {
        if (content.Outcome.IsDelivered) await receiver.Receive(book.Current(run), page, content, null);
        else await book.Close(page, content.Outcome);
        return content;
    }

    Envelope Wrapped(RequestRow request) => new(profile)
    {
        Body = request.Body,
        EncType = request.EncType,
        SymmetricKey = request.SymmetricKey,
        IV = request.Iv,
    };

    [LoggerMessage(LogLevel.Information, "Page {PageId} of {AAB301} was stored before the stop and read now: {Rows} rows")]
    partial void Recovered(long pageId, string AAB301, int rows);

    [LoggerMessage(LogLevel.Error, "Page {PageId} of {AAB301} was stored before the stop and cannot be read now")]
    partial void NotRecovered(Exception failure, long pageId, string AAB301);

    [LoggerMessage(LogLevel.Information, "Page {PageNo} of {AAB301}, whose answer was lost, was asked again under its number: {Class}, {Rows} rows")]
    partial void Answered(long pageNo, string AAB301, OutcomeClass @class, int rows);
}
