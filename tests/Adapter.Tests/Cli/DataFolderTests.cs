using Adapter.Hosting;

namespace Adapter.Tests.Cli;

public sealed class DataFolderTests
{
    [Fact]
    public void A_second_daemon_is_kept_out_until_the_first_has_gone()
    {
        var folder = Directory.CreateTempSubdirectory("adapter-hold-");
        var first = DataFolder.Hold(folder.FullName);

        var refused = Assert.Throws<NotDoneException>(() => DataFolder.Hold(folder.FullName));
        first.Dispose();
        DataFolder.Hold(folder.FullName).Dispose();

        Assert.Contains("正被另一个运行中的 adapter 使用", refused.Message);
        folder.Delete(recursive: true);
    }
}
