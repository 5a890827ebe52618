using System.Diagnostics;
using System.Globalization;
using Adapter.EndToEnd.Support;

namespace Adapter.Benchmarks.Figures;

/// <summary>A million records in a file of NDJSON, from the start of the process to its end, against jq that only writes them anew.</summary>
sealed class ValidateJq : IFigure
{
    const int Distinct = 2000;
    const int Count = 1_000_000;

    readonly string folder = Directory.CreateTempSubdirectory("adapter-bench-").FullName;

    public string Name => "validate-jq";
    public string What => "`adapter validate` of 1,000,000 records of NDJSON against `jq -c .`, whole processes, both to /dev/null";
    public string Unit => "records";
    public double Wanted => 15;
    public int Counted => 5;

    string Records => Path.Combine(folder, "applications.ndjson");

    public async Task<IReadOnlyList<Contestant>> Prepare()
    {
        await Write();
        await Agree();
        return [
            new("adapter", () => Ran("dotnet", 2, Validate)),
            new("jq", () => Ran("jq", 0, ["-c", ".", Records])),
        ];
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    string[] Validate => [Built.Adapter, "validate", "application", Records, "--today", "2026-02-13"];

    async Task Write()
    {
        var lines = Figures.Records.Json(Distinct);
        await using var file = File.Create(Records);
        for (var n = 0; n < Count; n++)
        {
            await file.WriteAsync(lines[n % Distinct]);
            await file.WriteAsync("\n"u8.ToArray());
        }
    }

    // Both read every record; which of them are invalid is held against our own checks.
    async Task Agree()
    {
        var invalid = Count / Distinct * Figures.Records.Json(Distinct).Count(record => !Figures.Records.IsValid(Contracts.MessageReader.Read(Figures.Records.Kind, record)));
        var said = (await Said("dotnet", Validate)).TrimEnd().Split('\n')[^1];
        var all = string.Create(CultureInfo.InvariantCulture, $"共{Count}条：校验通过{Count - invalid}条，校验不通过{invalid}条。");
        if (!said.EndsWith(all, StringComparison.Ordinal)) throw new InvalidOperationException($"adapter validate says {said}");
        if ((await Said("/bin/sh", "-c", $"jq -c . '{Records}' | wc -l")).Trim() != Count.ToString(CultureInfo.InvariantCulture)) throw new InvalidOperationException("jq did not read every record.");
    }

    static async Task<string> Said(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() })!;
        return await process.StandardOutput.ReadToEndAsync();
    }

    static async Task<Worked> Ran(string program, int exit, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" > /dev/null", "sh", program, .. arguments]) { WorkingDirectory = Path.GetTempPath() })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != exit) throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
        return new(Count);
    }
}
