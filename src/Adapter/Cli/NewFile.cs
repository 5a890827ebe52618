using Adapter.Files;
using Adapter.Hosting;

namespace Adapter.Cli;

/// <summary>A file that a verb writes for a person: new, for its user alone, and whole under its name or not there at all.</summary>
static class NewFile
{
    /// <summary>The whole path; that nothing can be written there is told before the work.</summary>
    /// <param name="option">As it was given.</param>
    /// <param name="path">What was given.</param>
    /// <param name="endings">It may have.</param>
    public static string At(string option, string path, IReadOnlyList<string> endings)
    {
        var target = Path.GetFullPath(path);
        if (!endings.Contains(EndingOf(target))) throw new NotDoneException($"{option} 应为 {string.Join(" 或 ", endings)}");
        if (Path.Exists(target)) throw new NotDoneException($"{Visible.Of(target)} 已存在。请换一个名称；不覆盖任何文件");
        Guarded(target, () => PrivateFile.Open(PartOf(target), FileMode.CreateNew, FileOptions.DeleteOnClose).Dispose());
        return target;
    }

    /// <summary>Small letters.</summary>
    public static string EndingOf(string target) => Path.GetExtension(target).ToLowerInvariant();

    public static void Write(string target, Action<Stream> write)
    {
        var part = PartOf(target);
        try
        {
            Guarded(target, () =>
            {
                using (var stream = PrivateFile.Open(part, FileMode.CreateNew)) write(stream);
                File.Move(part, target);
            });
        }
        finally
        {
            if (File.Exists(part)) File.Delete(part);
        }
    }

    // Of no other file, whatever lies there.
    static string PartOf(string target) => $"{target}.{Guid.NewGuid():n}.part";

    static void Guarded(string target, Action act)
    {
        try
        {
            act();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new NotDoneException($"{Visible.Of(target)} 写不成，请检查文件夹是否存在、权限和磁盘空间");
        }
    }
}
