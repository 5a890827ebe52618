using System.Diagnostics;

namespace Adapter.Tests.Support;

/// <summary>The openssl program, in a folder of its own: another hand than ours to sign, verify and encrypt.</summary>
sealed class OpenSsl : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openssl");

    public string Path(string name) => System.IO.Path.Combine(folder.FullName, name);

    public void Write(string name, byte[] bytes) => File.WriteAllBytes(Path(name), bytes);

    public byte[] Read(string name) => File.ReadAllBytes(Path(name));

    public string ReadText(string name) => File.ReadAllText(Path(name));

    /// <summary>Runs openssl; arguments hold no spaces. The exit code is the caller's to judge.</summary>
    public (int Code, string Output) Run(string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments)
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    /// <summary>Runs openssl and fails the test when it fails.</summary>
    public void Do(string arguments)
    {
        var (code, output) = Run(arguments);
        Assert.True(code == 0, $"openssl {arguments}: {output}");
    }

    public void Dispose() => folder.Delete(true);
}
