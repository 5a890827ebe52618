using Adapter.Ministry;
using Adapter.Store;

namespace Adapter.Intake;

/// <summary>How far a run has come through the pages of its window.</summary>
sealed class Progress
{
    const int MostRestarts = 3;
    const int MostFailuresInARow = 2;

    int? total;
    int restarts;
    int failuresInARow;
    int rows;
    Outcome? failure;

    public int PageNo { get; private set; } = 1;
    public int TotalPage { get; private set; } = 1;
    public bool IsOver { get; private set; }
    public bool IsShifting { get; private set; }

    /// <summary>Whether the page that is to be taken completes the window.</summary>
    public bool Completes(DownloadPage page) =>
        failure is null && !IsShifting && !HasShifted(page) && PageNo >= page.TotalPage && rows + page.Rows.Count >= page.TotalCount;

    public void Take(DownloadPage page)
    {
        failuresInARow = 0;
        // A page without a record is no page, whatever the platform counts.
        TotalPage = Math.Min(page.TotalPage, Math.Max(1, page.TotalCount));
        var shifted = HasShifted(page);
        total = page.TotalCount;
        if (shifted && !IsShifting)
        {
            if (restarts++ < MostRestarts)
            {
                (PageNo, rows) = (1, 0);
                return;
            }
            IsShifting = true;
        }
        rows += page.Rows.Count;
        Next();
    }

    // One page may be broken by itself; two in a row, and it is the platform.
    public void Fail(Outcome outcome)
    {
        failure = outcome;
        if (++failuresInARow >= MostFailuresInARow || total is null || IsForAll(outcome)) IsOver = true;
        else Next();
    }

    public RunRow Close(RunRow run)
    {
        run = run with { Total = total };
        if (failure is not null) return run with { State = "failed", Class = failure.Class.ToString(), Code = failure.Code, Message = failure.Message };
        if (IsShifting) return run with { State = "shifting", Message = "下载期间平台数据一直在变，下次再补齐" };
        return rows < total
            ? run with { State = "shifting", Code = "short", Message = "平台给出的记录少于其总数，下次再补齐" }
            : run with { State = "done" };
    }

    bool HasShifted(DownloadPage page) => total is not null && total != page.TotalCount;

    void Next()
    {
        IsOver = PageNo >= TotalPage;
        PageNo++;
    }

    static bool IsForAll(Outcome outcome) => outcome.Class is OutcomeClass.AuthError or OutcomeClass.Throttled or OutcomeClass.Refused;
}
