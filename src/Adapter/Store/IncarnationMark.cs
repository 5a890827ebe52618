using System.Text.Json;
using Adapter.Settings;

namespace Adapter.Store;

/// <summary>How far the store was, kept beside it and not in its backups.</summary>
sealed record Mark
{
    public required string Incarnation { get; init; }
    public required long Number { get; init; }
    public Position Position { get; init; } = new();
    /// <summary>The last receipts of lost histories that were not yet compared with the platform.</summary>
    public IReadOnlyList<long> Owed { get; init; } = [];

    /// <summary>No store that this describes ever had anything.</summary>
    public bool IsFresh => Position == new Position();
}

/// <summary>The file with the mark. It is never ahead of what is durable in the store.</summary>
sealed class MarkFile(AdapterSettings settings)
{
    string? written;

    string File => Path.Combine(settings.DataDirectory, "store.mark");

    /// <summary>Null when there is none that can be read.</summary>
    public Mark? Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Mark>(System.IO.File.ReadAllBytes(File));
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Costs nothing while nothing has moved.</summary>
    public void Write(Mark mark)
    {
        var text = JsonSerializer.Serialize(mark);
        if (text == written) return;
        Troubles.Beside(() => Durable.Write(File, System.Text.Encoding.UTF8.GetBytes(text)));
        written = text;
    }
}
