using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Adapter.Cli;

/// <summary>An exception nobody foresaw: its class and a number on the screen, the rest in the log.</summary>
static class Unexpected
{
    public static string Report(Exception problem)
    {
        var number = NumberOf(problem);
        Serilog.Log.Fatal(problem, "Unexpected {Class} {Number}", problem.GetType().Name, number);
        return $"程序内部错误 {problem.GetType().Name}（编号 {number}），详见日志；请将编号告知开发单位";
    }

    /// <summary>The same for the same fault at the same place, whatever record was at hand.</summary>
    static string NumberOf(Exception problem)
    {
        var frames = new StackTrace(problem).GetFrames().Select(frame => frame.GetMethod())
            .Select(method => $"{method?.DeclaringType?.FullName}.{method?.Name}");
        var text = string.Join('\n', frames.Prepend(problem.GetType().FullName));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
    }
}
