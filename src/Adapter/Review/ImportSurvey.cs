using System.Security.Cryptography;
using Adapter.Contracts;
using Adapter.Files;

namespace Adapter.Review;

/// <summary>What a file is, before any of it is taken: read once from its beginning to its end.</summary>
/// <param name="Digest">Hex SHA-256.</param>
/// <param name="Rows">How many records it has.</param>
/// <param name="Tally">What the map translates in it, and what no field takes.</param>
sealed record ImportSurvey(string Digest, long Rows, MapTally Tally)
{
    /// <param name="kind">Of the records.</param>
    /// <param name="path">Of the file.</param>
    /// <param name="map">That goes with it.</param>
    /// <param name="stop">Gives it up.</param>
    /// <exception cref="FileFault">It cannot be read to its end as what it is said to be.</exception>
    public static ImportSurvey Of(Kind kind, string path, FieldMap map, CancellationToken stop)
    {
        var (rows, tally) = (0L, new MapTally());
        foreach (var row in RecordFile.Rows(kind, path, map))
        {
            stop.ThrowIfCancellationRequested();
            map.Apply(row.Message, tally);
            foreach (var title in row.Message.Unknown) tally.OfNoField(title);
            rows++;
        }
        using var file = File.OpenRead(path);
        return new(Convert.ToHexStringLower(SHA256.HashData(file)), rows, tally);
    }
}
