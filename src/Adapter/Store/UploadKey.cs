namespace Adapter.Store;

/// <summary>What names an upload, written <c>audit-result/370102/370102260213000001</c>.</summary>
public sealed record UploadKey(string Kind, string AAB301, string AAZ341)
{
    /// <summary>Null when the text is no key.</summary>
    public static UploadKey? Parse(string? text) =>
        text?.Split('/', 3) is [{ Length: > 0 } kind, { Length: > 0 } region, { Length: > 0 } serial] ? new(kind, region, serial) : null;

    public static UploadKey Of(UploadRow row) => new(row.Kind, row.AAB301, row.AAZ341);

    public override string ToString() => $"{Kind}/{AAB301}/{AAZ341}";
}
