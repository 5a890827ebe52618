using Adapter.Contracts;

namespace Adapter.Cli;

/// <summary>Where the findings of a file go, record by record: lines for programs or text for people.</summary>
interface IValidationReport : IDisposable
{
    void Add(long row, Message record, IReadOnlyList<Finding> findings);

    /// <summary>After the last record.</summary>
    void Close();
}
