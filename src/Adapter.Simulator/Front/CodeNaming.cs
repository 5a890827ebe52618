using System.Text.Json;

namespace Adapter.Simulator;

/// <summary>camelCase, but field codes as the ministry writes them: AAZ341.</summary>
sealed class CodeNaming : JsonNamingPolicy
{
    public override string ConvertName(string name) =>
        name.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) ? name : CamelCase.ConvertName(name);
}
