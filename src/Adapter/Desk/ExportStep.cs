using Adapter.Hosting;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>A table that was agreed to can be fetched: it is made when it is.</summary>
sealed class ExportStep(Jobs jobs) : IJobStep
{
    public string Type => JobType.Export;

    public bool Step(Session session, JobRow job)
    {
        jobs.Release(session, job.Id, job.Total);
        jobs.End(session, job.Id, JobState.Done, null);
        return true;
    }
}
