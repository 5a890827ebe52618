using System.Buffers;
using Adapter.Contracts;

namespace Adapter.Cli;

/// <summary>What is to be said of some records that stand one after another.</summary>
sealed class ValidationPart(IRecordLines lines)
{
    const int Enough = 1 << 16;

    public ArrayBufferWriter<byte> Utf8 { get; } = new(Enough);
    public ValidationTally Tally { get; } = new();
    public bool IsLarge => Utf8.WrittenCount > Enough;

    public void Add(long row, Message record, IReadOnlyList<Finding> findings)
    {
        Tally.Add(findings);
        lines.Write(Utf8, row, record, findings);
    }
}
