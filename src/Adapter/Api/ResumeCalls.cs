using System.Security.Claims;
using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>/api/resume: what was stopped because the platform did not let us in is asked at once.</summary>
static class ResumeCalls
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/resume", Resume).WithTags("上传").Needs("operate")
        .Accepts<ResumeBody>("application/json").Produces<ResumeView>(StatusCodes.Status202Accepted).ProducesProblem(400)
        .WithSummary("部端鉴权未通过、报文被拒或部平台异常而暂停的接口，立即再试；interface不填为全部上传接口；部平台要求等待的仍等待")
        .WithExample("""{"interface":"SYDJ1002"}""", """{"interfaces":["SYDJ1002"]}""");

    /// <summary>Interfaces that something is sent to.</summary>
    public static IReadOnlyList<string> Known(Agreement agreement) => [.. agreement.Kinds.Where(kind => kind.IsUpload).Select(kind => kind.Interface).Distinct()];

    static async Task<IResult> Resume(HttpContext context, ClaimsPrincipal caller, Agreement agreement, Writer writer, Resumption resumption)
    {
        var wanted = (await Body.Read<ResumeBody>(context)).Interface;
        var known = Known(agreement);
        if (wanted is not null && !known.Contains(wanted)) throw new Fault(StatusCodes.Status400BadRequest, "interface.unknown", known);
        await writer.Write(session => resumption.Ask(session, caller.Actor(), wanted));
        return TypedResults.Accepted((string?)null, new ResumeView(wanted is null ? known : [wanted]));
    }
}

sealed record ResumeBody
{
    /// <summary>接口代码，如 SYDJ1002；不填为全部。</summary>
    public string? Interface { get; init; }
}

/// <summary>Interfaces that are asked now.</summary>
sealed record ResumeView(IReadOnlyList<string> Interfaces);
