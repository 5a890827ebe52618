using Adapter.Contracts;
using Adapter.Files;
using Adapter.Hosting;
using Adapter.People;
using Adapter.Review;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>The door of the desk to files of records: handed in, checked, and taken when who handed it in says so.</summary>
sealed class ImportDesk(Agreement agreement, ImportShelf shelf, Imports imports, AdapterSettings settings)
{
    public IReadOnlyList<Kind> Kinds => [.. agreement.Kinds.Where(kind => kind.IsUpload)];

    /// <summary>A job that checks the file first.</summary>
    /// <param name="clerk">Who hands it in; rows of regions where the clerk may not review are refused.</param>
    /// <param name="kind">Of the records.</param>
    /// <param name="name">Of the file.</param>
    /// <param name="file">Its content.</param>
    /// <param name="map">As it was given; "" = none.</param>
    /// <param name="stop">The page was left.</param>
    /// <exception cref="FileFault">It cannot be read.</exception>
    public async Task<long> Order(Clerk clerk, Kind kind, string name, Stream file, string map, CancellationToken stop)
    {
        var ending = RecordFile.EndingOf(name) ?? throw new FileFault($"文件名应以 {string.Join('、', RecordFile.Endings)} 结尾。");
        var (fields, place) = (FieldMap.Read(agreement, map), shelf.Files.NewPlace());
        try
        {
            var path = shelf.Files.Source(place, ending);
            await using (var source = PrivateFile.Open(path, FileMode.CreateNew)) await file.CopyToAsync(source, stop);
            var survey = await Task.Run(() => ImportSurvey.Of(kind, path, fields, stop), stop);
            var regions = clerk.Where(Right.Review, settings.Regions.Select(region => region.Code));
            return (await imports.Begin(clerk.Actor, new() { Kind = kind, Survey = survey, Map = fields, Ending = ending, Place = place, Stage = ImportStage.Check, Regions = regions })).Id;
        }
        catch
        {
            shelf.Files.Remove(place);
            throw;
        }
    }

    /// <summary>Takes what was checked.</summary>
    public Task<ControlAnswer> Start(Clerk clerk, long id) => imports.Start(clerk.Actor, id);

    /// <summary>Whether the clerk has a right wherever the import may reach.</summary>
    public static bool May(Clerk clerk, string right, ImportRow import) => import.Regions is null
        ? clerk.Where(right, []) is null
        : import.Regions.Split(',', StringSplitOptions.RemoveEmptyEntries).All(region => clerk.May(right, region));
}
