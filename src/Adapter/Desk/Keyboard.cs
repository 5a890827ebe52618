namespace Adapter.Desk;

/// <summary>The keys of this browser window, and the page that they are for.</summary>
sealed class Keyboard
{
    Keys? page;

    public void Give(Keys to) => page = to;

    /// <summary>A page that is left late does not take the keys of the next one along.</summary>
    public void Leave(Keys from)
    {
        if (page == from) page = null;
    }

    public Task Press(string key) => page?.Press(key) ?? Task.CompletedTask;
}
