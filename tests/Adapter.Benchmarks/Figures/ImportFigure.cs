using System.Diagnostics;
using Adapter.Benchmarks.Uploading;
using Adapter.Contracts;
using Adapter.EndToEnd.Support;

namespace Adapter.Benchmarks.Figures;

/// <summary>A CSV of audit results by <c>adapter import</c>, whole process, against <c>sqlite3 .import</c> of the same file into one bare table with the same unique key.</summary>
sealed class ImportFigure : IFigure
{
    const int Records = 1_000_000;
    static readonly string[] Regions = ["370102", "370103"];

    readonly string folder = Directory.CreateTempSubdirectory("adapter-bench-").FullName;
    int rounds;

    public string Name => "import-sqlite3";
    public string What => "`adapter import` of 1,000,000 rows of CSV, checked and durable, against `sqlite3 .import` into one bare table with the same key, whole processes";
    public string Unit => "rows";
    public double Wanted => 0.5;
    public int Counted => 5;

    string Table => Path.Combine(folder, "results.csv");

    public async Task<IReadOnlyList<Contestant>> Prepare()
    {
        var records = new CounterRecords(Regions).Results(Records);
        await RecordTable.Write(Table, records);
        return [new("adapter", Ours), new("sqlite3", Theirs)];
    }

    string Fresh() => Directory.CreateDirectory(Path.Combine(folder, $"{rounds++}")).FullName;

    async Task<Worked> Ours()
    {
        var settings = SettingsFile.Write(Fresh(), "http://127.0.0.1:9", Regions);
        // The store is made before the clock runs, as it is for sqlite3.
        await AdapterProcess.NewKey(["--settings", settings]);
        return new(Records, await AdapterImport.Run(Table, ["--settings", settings]));
    }

    async Task<Worked> Theirs()
    {
        var database = Path.Combine(Fresh(), "bare.db");
        var columns = string.Join(',', Agreement.Embedded.Result.Fields.Select(field => $"{field.Code} text"));
        await Ran(database, $"pragma page_size = 8192; pragma journal_mode = wal; create table result ({columns}, primary key (AAZ341, AAB301)) without rowid;");
        var begun = Stopwatch.GetTimestamp();
        await Ran(database, $"pragma synchronous = full;\n.mode csv\n.import --skip 1 {Table} result\n");
        return new(Records, Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }

    static async Task Ran(string database, string commands)
    {
        using var process = Process.Start(new ProcessStartInfo("sqlite3", [database]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await process.StandardInput.WriteAsync(commands);
        process.StandardInput.Close();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"sqlite3 ended with {process.ExitCode}");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
