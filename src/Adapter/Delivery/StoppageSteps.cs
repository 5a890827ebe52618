using Adapter.Hosting;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>Stops many, as a job.</summary>
sealed class DiscardStep(EachUpload each, Stoppage stoppage) : IJobStep
{
    public string Type => JobType.Discard;

    public bool Step(Session session, JobRow job) =>
        each.Step(session, job, (by, row) => stoppage.Discard(session, by, UploadKey.Of(row), job.Why).Code);
}

/// <summary>Lets many go again, as a job.</summary>
sealed class RestoreStep(EachUpload each, Stoppage stoppage) : IJobStep
{
    public string Type => JobType.Restore;

    public bool Step(Session session, JobRow job) =>
        each.Step(session, job, (by, row) => stoppage.Restore(session, by, UploadKey.Of(row), job.Why).Code);
}
