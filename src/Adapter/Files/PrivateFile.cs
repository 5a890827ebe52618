namespace Adapter.Files;

/// <summary>A file that its user alone may read: personal data stands in it.</summary>
static class PrivateFile
{
    public static FileStream Open(string path, FileMode mode, FileOptions how = FileOptions.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Options = how };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }
}
