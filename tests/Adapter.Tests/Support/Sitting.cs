using Adapter.People;
using Adapter.Store;

namespace Adapter.Tests.Support;

/// <summary>People with an account, a role and a password of their own.</summary>
static class Sitting
{
    static int number;

    /// <summary>A new person in a role that is bound to a region; "" = all.</summary>
    public static async Task<Clerk> Down(AppFixture fixture, string region = "", string role = "reviewer")
    {
        var (name, by) = ($"clerk{Interlocked.Increment(ref number)}", new Actor("test", Actor.Shell));
        var (book, accounts) = (fixture.Get<AccountBook>(), fixture.Get<Accounts>());
        await book.Add(by, name, "王小明");
        await book.Grant(by, name, Role.Find(role)!, region);
        await fixture.Get<Writer>().Write(session => accounts.Put(session, accounts.Find(session, name)! with { MustChange = 0 }));
        return fixture.Get<Clerks>().Find(name)!;
    }
}
