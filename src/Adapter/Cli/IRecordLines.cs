using System.Buffers;
using Adapter.Contracts;

namespace Adapter.Cli;

/// <summary>How a record and its findings are written: a line for programs or text for people.</summary>
interface IRecordLines
{
    void Write(IBufferWriter<byte> utf8, long row, Message record, IReadOnlyList<Finding> findings);

    /// <summary>After the last record.</summary>
    void Close(TextWriter output, ValidationTally tally);
}
