using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Adapter.Api;

/// <summary>How the local API writes and reads JSON: field codes as they are, the rest in camel case.</summary>
static class ApiJson
{
    /// <summary>For control members: what is not known, or named twice, is refused.</summary>
    public static JsonSerializerOptions Closed { get; } = Set(new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() });

    public static JsonSerializerOptions Set(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = new CodeNaming();
        options.PropertyNameCaseInsensitive = true;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = 16;
        return options;
    }

    sealed class CodeNaming : JsonNamingPolicy
    {
        public override string ConvertName(string name) =>
            name.Length > 1 && char.IsAsciiLetterUpper(name[1]) ? name : CamelCase.ConvertName(name);
    }
}
