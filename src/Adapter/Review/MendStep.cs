using Adapter.Hosting;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>One wrong code put right in many, as a job.</summary>
sealed class MendStep(EachUpload each, CodeCorrections corrections) : IJobStep
{
    public string Type => JobType.Mend;

    public bool Step(Session session, JobRow job)
    {
        var change = CodeChange.Read(job.Wanted!);
        return each.Step(session, job, (by, row) => corrections.Apply(session, by, UploadKey.Of(row), change, job.Why).WhyNot);
    }
}
