using Adapter.Contracts;
using Adapter.Files;

namespace Adapter.Cli;

/// <summary>Checks the records of a file, and hands the parts of the report on in the order in which the records stand.</summary>
sealed class ValidationRun(Kind kind, DateOnly today, ValidationReport report)
{
    readonly Validation validation = new(Agreement.Embedded, new());
    readonly object gate = new();
    long turn;
    bool isBroken;

    /// <summary>One record after another.</summary>
    public void Check(IEnumerable<Message> records)
    {
        var (part, row) = (report.Part(), 0L);
        try
        {
            foreach (var record in records)
            {
                part.Add(++row, record, validation.Check(record, today));
                if (part.IsLarge) report.Take(part);
            }
        }
        finally
        {
            report.Take(part);
        }
    }

    /// <summary>Blocks of records by as many workers as there are cores.</summary>
    public void Check(NdjsonBlocks blocks) =>
        Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(() => Work(blocks)))).GetAwaiter().GetResult();

    void Work(NdjsonBlocks blocks)
    {
        var (block, message, part) = (new NdjsonBlock(), new Message(kind), report.Part());
        while (blocks.Fill(block) && TryCheck(block, message, part)) { }
    }

    bool TryCheck(NdjsonBlock block, Message message, ValidationPart part)
    {
        var isTaken = false;
        try
        {
            for (var n = 0; n < block.Count; n++)
            {
                NdjsonRecords.Read(block, n, message);
                part.Add(block.FirstRow + n, message, validation.Check(message, today));
            }
            return isTaken = TakeInTurn(block.Number, part);
        }
        finally
        {
            if (!isTaken) Break();
        }
    }

    /// <summary>False when another part failed: nobody's turn comes any more.</summary>
    bool TakeInTurn(long number, ValidationPart part)
    {
        lock (gate)
        {
            while (turn != number && !isBroken) Monitor.Wait(gate);
            if (isBroken) return false;
            report.Take(part);
            turn++;
            Monitor.PulseAll(gate);
            return true;
        }
    }

    void Break()
    {
        lock (gate)
        {
            isBroken = true;
            Monitor.PulseAll(gate);
        }
    }
}
