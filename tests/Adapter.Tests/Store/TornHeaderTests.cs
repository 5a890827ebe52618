using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Store;

/// <summary>The power goes while a checkpoint writes the first page: its first sector is rubbish, and the log has it whole.</summary>
public sealed class TornHeaderTests : IAsyncLifetime
{
    const int Sector = 512;

    readonly StoreUnderTest store = new();
    readonly string image = Directory.CreateTempSubdirectory("adapter-torn-").FullName;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        Directory.Delete(image, recursive: true);
    }

    [Fact]
    public async Task A_torn_header_whose_page_stands_in_the_log_is_no_damage()
    {
        await store.Writer.Write(session => session.Execute("create table page_one (is_changed)"));
        var file = Tear("adapter.db-wal");

        Assert.Null(StoreHeader.WhatIsWrong(file));
    }

    [Fact]
    public async Task A_torn_header_whose_page_does_not_stand_in_the_log_is_damage()
    {
        await store.Writer.Write(Some.Sequence);
        Assert.NotNull(StoreHeader.WhatIsWrong(Tear("adapter.db-wal")));
        Assert.NotNull(StoreHeader.WhatIsWrong(Tear()));
    }

    string Tear(params IReadOnlyList<string> beside)
    {
        foreach (var old in Directory.EnumerateFiles(image)) File.Delete(old);
        foreach (var name in beside.Append("adapter.db")) File.Copy(Path.Combine(store.Folder, name), Path.Combine(image, name));
        var file = Path.Combine(image, "adapter.db");
        using var stream = new FileStream(file, FileMode.Open);
        stream.Write(new byte[Sector]);
        return file;
    }
}
