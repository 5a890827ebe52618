using System.Text;
using Adapter.Simulator;

namespace Adapter.Tests.Contracts;

/// <summary>A citizen's number by the words of rules.md, on texts.</summary>
sealed record PlainNumber(string Text)
{
    /// <summary>id.length, id.digits, id.checksum or "".</summary>
    public string Flaw => Text.EnumerateRunes().Count() switch
    {
        15 => Text.All(char.IsAsciiDigit) ? "" : "id.digits",
        18 when !Text[..17].All(char.IsAsciiDigit) => "id.digits",
        18 => Text.Length == 18 && CheckDigit.Of(Text.AsSpan(0, 17)) == (Text[17] == 'x' ? 'X' : Text[17]) ? "" : "id.checksum",
        _ => char.IsAsciiLetter(Text[0]) ? "" : "id.length",
    };

    public bool IsWellFormed => Flaw == "" && !char.IsAsciiLetter(Text[0]);

    /// <summary>Of a well-formed number.</summary>
    public string Birth => Text.Length == 18 ? Text[6..14] : $"19{Text[6..12]}";

    /// <summary>Of a well-formed number.</summary>
    public bool IsMale => "13579".Contains(Text[Text.Length == 18 ? 16 : 14]);

    public string Region => Text[..6];

    public string Normal => IsWellFormed && Text.Length == 15 ? CheckDigit.Complete($"{Text[..6]}19{Text[6..]}") : Text.Replace('x', 'X');
}
