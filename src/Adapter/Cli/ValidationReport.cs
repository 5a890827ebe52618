using System.Text;

namespace Adapter.Cli;

/// <summary>Where the parts of a file's report come together, in the order of its records.</summary>
sealed class ValidationReport(Func<IRecordLines> lines, TextWriter output)
{
    readonly ValidationTally tally = new();

    public bool HasInvalid => tally.Invalid > 0;

    /// <summary>An empty part, for one worker.</summary>
    public ValidationPart Part() => new(lines());

    /// <summary>Says what a part has to say, and empties it.</summary>
    public void Take(ValidationPart part)
    {
        if (part.Utf8.WrittenCount > 0)
        {
            output.Write(Encoding.UTF8.GetString(part.Utf8.WrittenSpan));
            output.Flush();
            part.Utf8.ResetWrittenCount();
        }
        tally.Take(part.Tally);
    }

    /// <summary>After the last part.</summary>
    public void Close() => lines().Close(output, tally);
}
