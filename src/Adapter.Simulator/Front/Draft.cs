namespace Adapter.Simulator;

/// <summary>An answer before it is signed: ReturnResult, CODE and MESSAGE, or a whole body.</summary>
sealed record Draft
{
    public string Result { get; init; } = "0000";
    public string ResultMessage { get; init; } = "成功";
    public string Code { get; init; } = "";
    public string Message { get; init; } = "";
    /// <summary>JSON text; null = CODE and MESSAGE alone.</summary>
    public string? Body { get; init; }

    public bool IsRefusal => Result != "0000";

    /// <summary>Given again to the same MessageId and body. Nothing that says "try again" is, or it would say so for ever.</summary>
    public bool IsStored => !IsRefusal && Code.Length > 0 && Code[0] != '9';

    public static Draft Refusal(string result, string message) => new() { Result = result, ResultMessage = message };

    public static Draft Answer(string code, string message) => new() { Code = code, Message = message };
}
