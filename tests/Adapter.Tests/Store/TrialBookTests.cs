using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Store;

public sealed class TrialBookTests
{
    [Fact]
    public async Task What_happens_to_its_file_is_no_trouble_of_the_store()
    {
        await using var store = new StoreUnderTest();
        using var book = new TrialBook(Path.Combine(store.Folder, "trial.db"));
        book.Add(new(1, 2, 3));

        var failure = Assert.Throws<IOException>(() => book.Add(new(1, 2, 3)));

        Assert.Equal(Trouble.None, Troubles.Of(failure));
    }

    [Fact]
    public async Task Nothing_of_it_is_left_and_what_a_crash_has_left_is_no_part_of_it()
    {
        await using var store = new StoreUnderTest();
        var path = Path.Combine(store.Folder, "trial.db");
        await File.WriteAllTextAsync(path, "left by a crash");
        using (var book = new TrialBook(path))
        {
            book.Add(new(1, 2, 3));

            Assert.Equal((2, null), (book.ContentOf(1), book.ContentOf(2)));
            Assert.Equal((false, true), (book.AnyOfApplication(3, 1), book.AnyOfApplication(3, 2)));
        }

        Assert.False(File.Exists(path));
    }
}
