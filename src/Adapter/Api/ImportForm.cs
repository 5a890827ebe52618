using System.Text;
using Adapter.Contracts;
using Adapter.Files;
using Adapter.Store;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Adapter.Api;

/// <summary>The parts of a form that hands in a file: the file goes to its place as it comes, nothing of it is held.</summary>
sealed class ImportForm
{
    public string Kind { get; private set; } = "";
    public string Map { get; private set; } = "";
    public bool IsTrial { get; private set; }
    /// <summary>Of the file's name; "" where there is no file.</summary>
    public string Ending { get; private set; } = "";

    /// <exception cref="Fault">It is no such form, or has a part twice or one that is unknown.</exception>
    public static async Task<ImportForm> Read(HttpContext context, ImportFiles files, string place)
    {
        var form = new ImportForm();
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 100 } boundary) throw Wrong();
        try
        {
            var parts = new MultipartReader(boundary.ToString(), context.Request.Body);
            var seen = new HashSet<string>();
            while (await parts.ReadNextSectionAsync(context.RequestAborted) is { } part)
            {
                if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) || !seen.Add(disposition.Name.Value?.Trim('"') ?? "")) throw Wrong();
                await form.Take(disposition, part.Body, files, place, context.RequestAborted);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Wrong();
        }
        return form.Ending == "" ? throw Wrong() : form;
    }

    async Task Take(ContentDispositionHeaderValue disposition, Stream body, ImportFiles files, string place, CancellationToken stop)
    {
        switch (disposition.Name.Value!.Trim('"'))
        {
            case "file":
                Ending = EndingOf(disposition);
                await using (var source = PrivateFile.Open(files.Source(place, Ending), FileMode.CreateNew)) await body.CopyToAsync(source, stop);
                break;
            case "kind": Kind = await Text(body, stop); break;
            case "map": Map = await FieldMap.TextOf(body, stop); break;
            case "dryRun": IsTrial = await Text(body, stop) is var said && said is "true" or "false" ? said == "true" : throw Wrong(); break;
            default: throw Wrong();
        }
    }

    static string EndingOf(ContentDispositionHeaderValue disposition)
    {
        var name = (disposition.FileNameStar.Value ?? disposition.FileName.Value ?? "").Trim('"');
        return RecordFile.EndingOf(name) ?? throw Wrong();
    }

    static async Task<string> Text(Stream body, CancellationToken stop)
    {
        using var text = await Bounded.Read(body, FieldMap.MostBytes, stop) ?? throw Wrong();
        return Encoding.UTF8.GetString(text.ToArray()).TrimStart('\uFEFF').Trim();
    }

    static Fault Wrong() => new(StatusCodes.Status400BadRequest, "import.form");
}
