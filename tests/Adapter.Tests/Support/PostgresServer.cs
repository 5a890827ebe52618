using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Adapter.Tests.Support;

/// <summary>A real PostgreSQL of its own for one test run: a fresh cluster in a temporary folder, on a free port.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    const string Versions = "/usr/lib/postgresql";
    // PostgreSQL refuses to run as root.
    static readonly bool IsRoot = Environment.UserName == "root";

    readonly string folder = Directory.CreateTempSubdirectory("adapter-pg-").FullName;
    readonly int port = FreePort();
    int databases;

    /// <summary>Every commit reaches the disk, as where it matters; tests need not wait for that.</summary>
    public bool IsDurable { get; init; }

    public async Task InitializeAsync()
    {
        if (IsRoot) Run($"chown postgres {folder}");
        AsPostgres($"initdb -D {folder}/db -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync");
        Start();
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
    }

    public void Start() =>
        AsPostgres($"pg_ctl -D {folder}/db -w -l {folder}/log -o '-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync={(IsDurable ? "on" : "off")} -c max_connections=200' start");

    public void Stop() => AsPostgres($"pg_ctl -D {folder}/db -m fast -w stop");

    public Task DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        AsPostgres($"pg_ctl -D {folder}/db -m immediate stop");
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Connection string of a new, empty database.</summary>
    public string NewDatabase()
    {
        var name = $"test{Interlocked.Increment(ref databases)}";
        // Not from the pool, which knows nothing of a stop.
        using var connection = new NpgsqlConnection($"{ConnectionString("postgres")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"create database {name}";
        command.ExecuteNonQuery();
        return ConnectionString(name);
    }

    string ConnectionString(string database) => $"Host=127.0.0.1;Port={port};Username=postgres;Database={database}";

    static void AsPostgres(string command)
    {
        var bin = Directory.Exists(Versions) ? Directory.GetDirectories(Versions).Order().LastOrDefault() + "/bin" : "";
        if (!File.Exists($"{bin}/initdb")) throw new InvalidOperationException("PostgreSQL is not installed; tests/run.sh installs it (apt-get install postgresql)");
        Run(IsRoot ? $"cd / && runuser -u postgres -- {bin}/{command}" : $"{bin}/{command}");
    }

    static void Run(string command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"{command} >/dev/null 2>&1"]);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"exit {process.ExitCode}: {command}");
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
