using Adapter.Store;

namespace Adapter.Hosting;

/// <summary>How jobs of one type go on.</summary>
interface IJobStep
{
    /// <summary>One of <see cref="JobType"/>.</summary>
    string Type { get; }

    /// <summary>The next part of the job, or its end, in one transaction; false when there is nothing to do for it yet.</summary>
    /// <param name="session">What is done to the uploads and how far the job is are committed together.</param>
    /// <param name="job">It runs, is not paused, and is approved where it must be.</param>
    bool Step(Session session, JobRow job);
}
