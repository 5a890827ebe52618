using Adapter.Intake;
using Adapter.Store;
using Adapter.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Adapter.Tests.Intake;

/// <summary>What is looked up at the start while the store would not.</summary>
public sealed class StartTests(PagedMinistry fixture) : IClassFixture<PagedMinistry>
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_start_on_a_store_that_cannot_be_read_waits_for_it_and_does_not_end_the_program()
    {
        var start = fixture.App.Services.GetServices<IHostedService>().OfType<DownloadStart>().Single();
        var (file, aside) = (fixture.Database.File, fixture.Database.File + ".aside");
        File.Move(file, aside);
        Directory.CreateDirectory(file);
        SqliteConnection.ClearAllPools();
        Assert.Throws<StoreTrouble>(() => fixture.Database.Read(Some.Sequence));

        using var stop = new CancellationTokenSource();
        var running = start.Run(stop.Token);
        Assert.False(running.IsCompleted);

        Directory.Delete(file);
        File.Move(aside, file);
        await running.WaitAsync(Soon);
    }
}
