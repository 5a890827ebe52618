using Adapter.Review;

namespace Adapter.Desk;

/// <summary>What a reviewer has written about a case and not yet handed in.</summary>
public sealed class CaseForm
{
    /// <summary>1 or 2; "" = not chosen.</summary>
    public string Result { get; set; } = "";
    public string Reason { get; set; } = "";
    public Dictionary<string, string> Corrections { get; set; } = [];
    public HashSet<string> Confirmed { get; set; } = [];

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEmpty => Result == "" && Reason == "" && Corrections.Count == 0 && Confirmed.Count == 0;

    /// <summary>经办人 is who sits here, never what somebody typed.</summary>
    internal Decision ToDecision(string realName, long version, TimeSpan undo) => new()
    {
        AAE540 = Result,
        AAE360 = Result == "2" ? Reason : null,
        AAE011 = realName,
        Corrections = Corrections.ToDictionary(pair => pair.Key, pair => (string?)pair.Value),
        Confirm = Confirmed,
        Version = version,
        Undo = undo,
    };
}
