using Adapter.Store;

namespace Adapter.Hosting;

/// <summary>The folder with the database, keys and logs.</summary>
static class DataFolder
{
    const string Address = "run.address";

    /// <summary>Keeps a second daemon out of the folder until it is let go; the system does so for a process that is killed.</summary>
    /// <exception cref="NotDoneException">Another daemon has it.</exception>
    public static IDisposable Hold(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new NotDoneException($"数据目录 {Path.GetFullPath(folder)} 正被另一个运行中的 adapter 使用。请先停掉它，或改设置 Adapter:DataDirectory");
        }
    }

    /// <summary>Where the daemon that has the folder listens, for verbs beside it: the system may have chosen its port.</summary>
    public static void Tell(string folder, string address)
    {
        try
        {
            File.WriteAllText(Path.Combine(folder, Address), address);
        }
        catch (IOException)
        {
            // A full disk: a daemon that keeps serving is worth more than a verb that sees it.
        }
    }

    /// <summary>Where the last such daemon listened, running or not; null when none has told.</summary>
    public static string? Told(string folder) => File.Exists(Path.Combine(folder, Address)) ? File.ReadAllText(Path.Combine(folder, Address)) : null;

    /// <summary>Makes the folder where it is missing, for us alone, and tries to write in it; a Chinese line when that fails.</summary>
    public static string? WhatIsWrong(string folder)
    {
        try
        {
            Durable.MakeFolder(folder);
            using var probe = new FileStream(Path.Combine(folder, $".probe-{Environment.ProcessId}"), FileMode.Create, FileAccess.Write,
                FileShare.None, 1, FileOptions.DeleteOnClose);
            probe.WriteByte(0);
            probe.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return $"数据目录 {Path.GetFullPath(folder)} 不能写入。请使运行本程序的用户（{Environment.UserName}）可写，或改设置 Adapter:DataDirectory";
        }
    }
}
