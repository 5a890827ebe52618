namespace Adapter.Files;

/// <summary>What an exported table has beside the fields: told to a person, and left out where the table comes back.</summary>
static class UploadColumns
{
    public const string State = "状态";
    public const string Code = "部平台代码";
    public const string Answer = "部平台答复";

    public static IReadOnlyList<string> Extra { get; } = [State, Code, Answer];
}
