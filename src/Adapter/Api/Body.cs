using System.Text.Json;

namespace Adapter.Api;

/// <summary>Reads control bodies: closed, without duplicates, every unknown member named.</summary>
static class Body
{
    public static async Task<byte[]> Bytes(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    public static async Task<T> Read<T>(HttpContext context) where T : class
    {
        var bytes = await Bytes(context);
        try
        {
            RefuseUnknown<T>(bytes);
            return JsonSerializer.Deserialize<T>(bytes, ApiJson.Closed) ?? throw Malformed();
        }
        catch (JsonException)
        {
            throw Malformed();
        }
    }

    /// <summary>A reason that says something.</summary>
    public static string Given(this string reason) =>
        string.IsNullOrWhiteSpace(reason) ? throw new Fault(StatusCodes.Status400BadRequest, "reason.missing") : reason;

    public static Fault Malformed() => new(StatusCodes.Status400BadRequest, "body.malformed");

    static void RefuseUnknown<T>(byte[] bytes)
    {
        using var body = JsonDocument.Parse(bytes, new() { MaxDepth = ApiJson.Closed.MaxDepth });
        if (body.RootElement.ValueKind != JsonValueKind.Object) throw Malformed();
        var known = ApiJson.Closed.GetTypeInfo(typeof(T)).Properties.Select(property => property.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unknown = body.RootElement.EnumerateObject().Select(member => member.Name).Where(name => !known.Contains(name)).ToList();
        if (unknown.Count > 0) throw new Fault(StatusCodes.Status400BadRequest, "body.member", unknown);
    }
}
