using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Torture.PowerLoss;

/// <summary>The files beside the database that it is nothing without.</summary>
static class Beside
{
    /// <param name="connection">The database of the image.</param>
    /// <param name="image">What the power loss left.</param>
    /// <param name="whole">The data directory as it became.</param>
    public static IEnumerable<string> WhatIsWrong(SqliteConnection connection, string image, string whole) =>
        [.. Keys(connection, image, whole), .. Serials(connection, image)];

    // Without the key that they were made with, hashes of persons and seals of rows say nothing.
    static IEnumerable<string> Keys(SqliteConnection connection, string image, string whole)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(whole, "keys"), "*.key"))
        {
            var name = Path.GetFileName(file);
            var held = Path.Combine(image, "keys", name);
            if (!File.Exists(held))
            {
                if (IsNeeded(connection, name)) yield return $"keys/{name} is gone";
            }
            else if (!File.ReadAllBytes(held).AsSpan().SequenceEqual(File.ReadAllBytes(file))) yield return $"keys/{name} is not what it was";
        }
    }

    // Two of them are made with the first row that needs them.
    static bool IsNeeded(SqliteConnection connection, string name) => name switch
    {
        "person.key" => connection.ExecuteScalar<bool>("select exists (select 1 from application where person is not null)"),
        "audit.key" => connection.ExecuteScalar<bool>("select exists (select 1 from sqlite_schema where name = 'audit')")
            && connection.ExecuteScalar<bool>("select exists (select 1 from audit)"),
        _ => true,
    };

    // A block that was used stands beside the database too, so that an old copy does not use it again.
    static IEnumerable<string> Serials(SqliteConnection connection, string image)
    {
        foreach (var (region, line) in connection.Query<(string, string)>("select AAB301, day || ' ' || first || ' ' || until from serial"))
        {
            var file = Path.Combine(image, "serials", region);
            if (!File.Exists(file) || !File.ReadAllLines(file).Contains(line)) yield return $"serials/{region} does not hold {line}";
        }
    }
}
