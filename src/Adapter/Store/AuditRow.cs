using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Adapter.Store;

/// <summary>What a person or a program did, saw or was refused. No name and no number stands in it.</summary>
sealed record AuditRow
{
    /// <summary>From 1, without a gap.</summary>
    public long Seq { get; init; }
    public string At { get; init; } = "";
    public string Actor { get; init; } = "";
    public string Door { get; init; } = "";
    /// <summary>A word of <see cref="AuditWords"/>.</summary>
    public required string Action { get; init; }
    /// <summary>An application's number, an upload's key, an account's name.</summary>
    public required string Object { get; init; }
    /// <summary>Hash of the person whose record it is (<see cref="Persons"/>); null when it is nobody's, or those of many.</summary>
    public string? Person { get; init; }
    /// <summary>done, or the stable id of what stood in the way.</summary>
    public string Result { get; init; } = Done;
    /// <summary>What changed and why, for a person.</summary>
    public string Detail { get; init; } = "";
    /// <summary>Hex digest of the hashes of many persons; "" when it is about one or nobody.</summary>
    public string Persons { get; init; } = "";
    /// <summary>Hex: a keyed hash over the row and the mac of the one before it.</summary>
    public string Mac { get; init; } = "";

    public const string Done = "done";

    /// <summary>Of the stable id of what stood in the way; "" = nothing did.</summary>
    public static string ResultOf(string code) => code == "" ? Done : code;

    /// <param name="persons">In ordinal order.</param>
    public static string DigestOf(IReadOnlyList<string> persons) =>
        persons.Count == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', persons))));

    /// <summary>The mac that this row must have after the one whose mac is given; "" before the first.</summary>
    public string Seal(byte[] key, string before)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Span<byte> length = stackalloc byte[4];
        foreach (var value in new[] { $"{Seq}", At, Actor, Door, Action, Object, Person, Result, Detail, Persons, before })
        {
            // By its length, so that no two rows have the same text; null is no text at all.
            var bytes = value is null ? [] : Encoding.UTF8.GetBytes(value);
            BinaryPrimitives.WriteInt32LittleEndian(length, value is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
