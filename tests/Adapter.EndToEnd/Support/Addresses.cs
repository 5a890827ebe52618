using Microsoft.Playwright;

namespace Adapter.EndToEnd.Support;

/// <summary>
/// Where a browser is. Playwright's own waiting looks once and then for the next navigation: one that comes between the two
/// is never seen, so it is asked to look again now and then.
/// </summary>
static class Addresses
{
    const int BetweenLooks = 2000;
    const int Looks = 15;

    /// <param name="page">In a browser.</param>
    /// <param name="glob"><c>**</c> stands for anything, <c>*</c> for what has no slash.</param>
    public static Task Reaches(this IPage page, string glob) => Look(() => page.WaitForURLAsync(glob, new() { Timeout = BetweenLooks }));

    public static Task Reaches(this IPage page, Func<string, bool> isThere) => Look(() => page.WaitForURLAsync(isThere, new() { Timeout = BetweenLooks }));

    static async Task Look(Func<Task> look)
    {
        for (var number = 1; ; number++)
        {
            try
            {
                await look();
                return;
            }
            catch (TimeoutException) when (number < Looks)
            {
                // It may be there since.
            }
        }
    }
}
