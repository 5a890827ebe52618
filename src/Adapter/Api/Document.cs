using System.Text.Json.Nodes;
using Adapter.Contracts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Adapter.Api;

/// <summary>Of every good answer, or of one with this status.</summary>
sealed record CallExample(string? Request, string Response, string? Status = null);

/// <summary>A call that takes records of a kind.</summary>
sealed record TakesRecords(Kind Kind);

/// <summary>/openapi/v1.json: scopes and examples of every call.</summary>
static class Document
{
    const string Security = "key";

    public static RouteHandlerBuilder WithExample(this RouteHandlerBuilder call, string? request, string response) =>
        call.WithMetadata(new CallExample(request, response));

    /// <summary>The example of another good answer.</summary>
    public static RouteHandlerBuilder OrExample(this RouteHandlerBuilder call, int status, string response) =>
        call.WithMetadata(new CallExample(null, response, $"{status}"));

    public static void Set(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "失业登记对接程序 本地接口", Version = "1", Description = "JSON，项目名即指标编码；出错时为RFC 9457 problem details，附findings。" };
            document.Servers = [];
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Security] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "adapter keys add 名称 --scope 范围" },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<ScopeNeeded>().LastOrDefault() is { } needed)
            {
                operation.Description = $"权限范围：{string.Join('或', needed.AnyOf)}";
                operation.Security = [.. needed.AnyOf.Select(scope => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Security, context.Document)] = [scope] })];
            }
            if (metadata.OfType<TakesRecords>().LastOrDefault() is { } takes) Describe(operation, takes.Kind);
            foreach (var example in metadata.OfType<CallExample>()) Show(operation, example);
            return Task.CompletedTask;
        });
    }

    static void Describe(OpenApiOperation operation, Kind kind)
    {
        var record = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Title = kind.Title,
            Required = kind.Fields.Where(field => field.Required).Select(field => field.Code).ToHashSet(),
            Properties = kind.Fields.ToDictionary(field => field.Code, field => (IOpenApiSchema)new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = field.Name,
                MaxLength = field.Length,
            }),
        };
        record.Properties[Review.Confirmation.Member] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Items = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Review.Confirmation.Rules.Select(rule => (JsonNode)rule)] },
        };
        foreach (var body in operation.RequestBody!.Content!.Values.OfType<OpenApiMediaType>())
            body.Schema = new OpenApiSchema { OneOf = [record, new OpenApiSchema { Type = JsonSchemaType.Array, Items = record, MaxItems = RecordBody.MostRecords }] };
    }

    static void Show(OpenApiOperation operation, CallExample example)
    {
        if (example.Request is not null && operation.RequestBody?.Content?.Values is { } bodies)
            foreach (var body in bodies.OfType<OpenApiMediaType>()) body.Example = JsonNode.Parse(example.Request);
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (!status.StartsWith('2') || response.Content is null || (example.Status ?? status) != status) continue;
            foreach (var content in response.Content.Values.OfType<OpenApiMediaType>()) content.Example = JsonNode.Parse(example.Response);
        }
    }
}
