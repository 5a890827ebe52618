using Adapter.Store;

namespace Adapter.Hosting;

/// <summary>A job that does one act to each of its uploads: a part at a time, each once.</summary>
sealed class EachUpload(Outbox outbox, Jobs jobs)
{
    const long RowsInAStep = 100;

    /// <param name="session">The step's own.</param>
    /// <param name="job">How far it is, before.</param>
    /// <param name="act">Does it to one, for who began the job; answers the stable id of what stood in the way, or "".</param>
    public bool Step(Session session, JobRow job, Func<Actor, UploadRow, string> act)
    {
        // What needs a second person is ordered at the desk alone.
        var by = new Actor(job.BegunBy, Actor.Desk);
        var until = Math.Min(job.Released + RowsInAStep, job.Total);
        foreach (var row in jobs.Rows(session, job.Id, job.Released, until))
        {
            // What came meanwhile is not what the second person agreed to.
            var isNewest = outbox.Latest(session, row.Kind, row.AAB301, row.AAZ341)!.Id == row.Id;
            var code = isNewest ? act(by, row) : "upload.changed";
            if (code != "") jobs.Refuse(session, job.Id, code);
        }
        jobs.Release(session, job.Id, until);
        if (until == job.Total) jobs.End(session, job.Id, JobState.Done, null);
        return true;
    }
}
