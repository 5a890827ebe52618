using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Torture.PowerLoss;

/// <summary>
/// Judges the files that a power loss left: SQLite opens them, its checks are passed, the state is one that the product had
/// committed, every law holds and everything that was promised before is there.
/// </summary>
sealed class Examiner(Recording recording, string folder)
{
    /// <summary>Digest of a state -> the first step after which it was there whole.</summary>
    readonly ConcurrentDictionary<string, int> states = new(StringComparer.Ordinal) { [Snapshot.Empty] = 0 };
    /// <summary>Digest of a state -> how many promises, from the first, it was seen to keep.</summary>
    readonly ConcurrentDictionary<string, int> kept = new(StringComparer.Ordinal);
    /// <summary>Digest of files that SQLite has recovered and that were found in order -> their state.</summary>
    readonly ConcurrentDictionary<string, string> sound = new(StringComparer.Ordinal);

    /// <summary>Takes note of a state in which nothing is lost.</summary>
    public void Knows(string state, int step) => states.AddOrUpdate(state, step, (_, first) => Math.Min(first, step));

    /// <summary>What is wrong with the files in the folder after so many steps; nothing when all is well.</summary>
    /// <param name="isWhole">Nothing was lost: its state is one that the product committed.</param>
    public IReadOnlyList<string> Look(string image, int step, bool isWhole)
    {
        try
        {
            Snapshot.Recover(image);
            var files = Files.Digest(Scratch.Files(image));
            if (sound.TryGetValue(files, out var same) && kept.GetValueOrDefault(same) >= Due(step)) return Judge(same, step, isWhole);
            using var connection = Snapshot.Open(image);
            if (Snapshot.Damage(connection) is { } damage) return [damage];
            var state = Snapshot.Of(connection);
            List<string> wrong = [.. Judge(state, step, isWhole), .. Promises(connection, state, step), .. state == Snapshot.Empty ? [] : Beside.WhatIsWrong(connection, image, folder)];
            if (wrong.Count == 0) sound[files] = state;
            return wrong;
        }
        catch (SqliteException wrong)
        {
            return [$"it does not open: {wrong.Message}"];
        }
    }

    IReadOnlyList<string> Judge(string state, int step, bool isWhole)
    {
        if (isWhole) Knows(state, step);
        return states.TryGetValue(state, out var first) && first <= step ? [] : ["a state that the product never committed"];
    }

    // Facts stand in the order in which they were told, and a state answers them always alike.
    int Due(int step) => recording.Facts.TakeWhile(fact => fact.After <= step).Count();

    IEnumerable<string> Promises(SqliteConnection connection, string state, int step)
    {
        var due = Due(step);
        if (state == Snapshot.Empty) return recording.Facts.Take(due).Select(fact => $"lost: {fact.What}");
        var isNew = !kept.TryGetValue(state, out var seen);
        if (!isNew && seen >= due) return [];
        var broken = recording.Facts.Take(due).Skip(seen).Where(fact => connection.ExecuteScalar<long?>(fact.Question, fact.Values) is null or 0).Select(fact => $"lost: {fact.What}")
            .Concat(isNew ? Laws.Broken(connection) : []).ToList();
        if (broken.Count == 0) kept[state] = due;
        return broken;
    }
}
