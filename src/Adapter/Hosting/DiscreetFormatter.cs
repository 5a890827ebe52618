using Serilog.Events;
using Serilog.Formatting;

namespace Adapter.Hosting;

/// <summary>
/// Keeps what records hold out of the log: exceptions are written without the messages of classes that quote values,
/// and on a console no value can start a line of its own or steer the terminal.
/// </summary>
sealed class DiscreetFormatter(ITextFormatter inner, bool escape) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        var discreet = logEvent.Exception is { } problem ? Without(problem, logEvent) : logEvent;
        if (!escape)
        {
            inner.Format(discreet, output);
            return;
        }
        var text = new StringWriter();
        inner.Format(discreet, text);
        output.WriteLine(Escaped(text.ToString().AsSpan().TrimEnd()));
    }

    static LogEvent Without(Exception problem, LogEvent logEvent) => new(logEvent.Timestamp, logEvent.Level,
        new DiscreetException(problem), logEvent.MessageTemplate,
        logEvent.Properties.Select(property => new LogEventProperty(property.Key, property.Value)));

    static string Escaped(ReadOnlySpan<char> text)
    {
        var safe = new System.Text.StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == '\n') safe.Append("\n    ");
            else if (char.IsControl(c) || c is '\u2028' or '\u2029') safe.Append($"\\u{(int)c:x4}");
            else safe.Append(c);
        }
        return safe.ToString();
    }
}
